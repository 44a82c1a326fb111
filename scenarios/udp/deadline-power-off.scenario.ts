import { powerOff, scenarioTest } from 'halfopen'
import { asker, echo } from './programs/programs.ts'

scenarioTest('a client of datagrams that gives up after 2 s without an answer notices that its server is off', {
  server: echo(),
  client: asker({ everyMs: 1_000, patienceMs: 2_000 }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '2.1s', notBefore: '900ms' },
})
