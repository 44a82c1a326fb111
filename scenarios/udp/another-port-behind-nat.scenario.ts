import { idleFirewall, scenarioTest } from 'halfopen'
import { asker, echo, onePeer } from './programs/programs.ts'

const rare = () => asker({ everyMs: 45_000, patienceMs: 60_000 })
const behind = (nat: true | { ports: 'random' }) =>
  ({
    client: rare(),
    network: { nat },
    planes: ['netns'],
    clock: 'virtual',
    fault: idleFirewall('linux-conntrack-udp'),
  }) as const

scenarioTest(
  'a server that knows its peer by address and port hears a stranger when a NAT of 30 s has drawn another port',
  {
    ...behind({ ports: 'random' }),
    server: onePeer(),
    control: false, // a NAT forgets after the same 30 s by itself, so its client hears nothing there either
    bounds: { detectedBy: 'client-app', within: '31s', notBefore: '29s' },
  },
)

scenarioTest('one that answers whoever asks does not notice', {
  ...behind({ ports: 'random' }),
  server: echo(),
  bounds: { undetectedBy: 'client-app', for: '10m' },
})

scenarioTest('nor does the first behind a NAT that gives the same port again', {
  ...behind(true),
  server: onePeer(),
  bounds: { undetectedBy: 'client-app', for: '10m' },
})
