// https://github.com/moby/moby/issues/8795, https://github.com/kubernetes/kubernetes/issues/59368: a container is replaced, its published port leads to the
// new one, and who goes on to send over UDP from one port goes on to send to the old one, in https://github.com/kubernetes/kubernetes/issues/139628 for 13 hours:
// each packet keeps the old mapping, and rules are asked for new ones only. Mended by https://github.com/moby/moby/pull/44752, which empties conntrack.
import { at, command, powerOff, run, scenarioTest } from 'halfopen'

const programs = `${import.meta.dirname}/programs`
const answerer = () =>
  command(`node ${programs}/datagrams.mjs server {host} {port} 0`, { protocol: 'udp', ready: /listening/ })
const publish = (to: 'a' | 'b', how: string) =>
  `python3 ${programs}/publish.py {gateway.port} {${to}.host} {${to}.port} ${how}`
const incident = {
  hosts: {
    a: answerer(),
    b: answerer(),
    gateway: command(`python3 ${programs}/publish.py {port} {a.host} {a.port} stay`, {
      name: 'gateway',
      protocol: 'udp',
      ready: /published/,
      needs: { nft: 'nftables', python3: 'python3' },
    }),
    sender: command(`node ${programs}/datagrams.mjs listener {gateway.host} {gateway.port} 5000 12000`, {
      protocol: 'udp',
    }),
  },
  network: { sysctls: { gateway: { 'net.ipv4.ip_forward': 1 } } },
  settleFor: '1s',
  planes: ['netns'],
  clock: 'virtual',
} as const
const off = powerOff('a', { backAfter: '20min' })

scenarioTest('who sends every 5 s to a published port goes on to the container that is gone, until that is back', {
  ...incident,
  faults: [at('0s', off), at('20s', run('gateway', publish('b', '')))],
  bounds: [
    { detectedBy: 'sender-app', within: '13s', since: 0 },
    { recoveredBy: 'sender-app', within: '21min', notBefore: '19min', since: 1 },
  ],
})

scenarioTest('where conntrack is emptied it reaches the new one with its next word', {
  ...incident,
  faults: [at('0s', off), at('20s', run('gateway', publish('b', 'forget')))],
  bounds: [
    { detectedBy: 'sender-app', within: '13s', since: 0 },
    { recoveredBy: 'sender-app', within: '6s', since: 1 },
  ],
})
