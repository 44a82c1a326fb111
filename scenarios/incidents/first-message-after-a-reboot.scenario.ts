// https://github.com/sonic-net/sonic-swss-common/pull/1162: a peer was switched off and on; the first message into the stale connection is written
// without an error, and lost. Mended there by keepalive that notices within 10 s, before anything is written; only who waits for an answer to each
// knows what to send again.
import { command, powerOff, scenarioTest } from 'halfopen'

const programs = `${import.meta.dirname}/programs`
const shipper = (how: string) => command(`node ${programs}/shipper.mjs {host} {port} ${how}`)
const incident = {
  server: command(`node ${programs}/ledger.mjs {host} {port} {dir}/last`, { ready: /listening/ }),
  fault: powerOff('server', { backAfter: '20s' }),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('who sends and forgets hears from its peer that the first message after a reboot was lost', {
  ...incident,
  client: shipper('forget'),
  bounds: { detectedBy: 'client-app', within: '3min', notBefore: '25s', code: 'GAP' },
})

scenarioTest('who sends again what was not confirmed loses none', {
  ...incident,
  client: shipper('confirm'),
  bounds: [
    { detectedBy: 'client-app', within: '31s', code: 'ECONNRESET' },
    { recoveredBy: 'client-app', within: '31s' },
  ],
})

scenarioTest('who hears by keepalive that its peer is off before it has something to say loses none either', {
  ...incident,
  client: shipper('keepalive'),
  bounds: [
    { detectedBy: 'client-kernel', within: '16s', code: 'ETIMEDOUT' },
    { detectedBy: 'client-app', within: '16s', code: 'ETIMEDOUT' },
    { recoveredBy: 'client-app', within: '31s' },
  ],
})
