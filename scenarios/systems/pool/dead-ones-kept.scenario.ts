import { at, noFault, powerOff, scenarioTest } from 'halfopen'
import { echo, pool, size } from './pool.ts'

const faults = [at('0s', powerOff('server', { backAfter: '5s' })), at('20s', noFault())] as const

scenarioTest('a pool that tries all of its connections has no dead one left 20 s after its server was rebooted', {
  server: echo(),
  client: pool(size),
  faults,
  settleFor: '1s',
  planes: ['netns'],
  bounds: [
    { detectedBy: 'wire:client>server', within: '4s', every: true, since: 0 },
    { undetectedBy: 'client-app', for: '20s', since: 1 },
  ],
})

scenarioTest('a pool that tries only those it uses hands out a dead one 20 s after its server was rebooted', {
  server: echo(),
  client: pool(10),
  faults,
  settleFor: '1s',
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '6s', since: 1, code: 'ECONNRESET' },
})
