import { at, moveName, powerOff, scenarioTest } from 'halfopen'
import { java } from './compiled.ts'
import { failover } from './failover.ts'

scenarioTest('a Java client that keeps names for ever never follows, and is back only with its old server', {
  ...failover(java(-1)),
  clock: 'virtual',
  faults: [at('0s', powerOff('a', { backAfter: '100s' })), at('20s', moveName('db.test', 'b'))],
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 0 },
    { recoveredBy: 'reader-app', within: '5s', since: 0 },
    // Its old server is back 80 s after the name has moved.
    { recoveredBy: 'reader-app', within: '90s', notBefore: '78s', since: 1 },
  ],
})
