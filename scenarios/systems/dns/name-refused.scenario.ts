import { at, failDns, powerOff, scenarioTest } from 'halfopen'
import { database, node } from './failover.ts'

scenarioTest('who is told NXDOMAIN once asks again, and is back within 2 s of the right answer', {
  hosts: { a: database(), reader: node() },
  names: { 'db.test': { is: 'a' } },
  planes: ['netns'],
  faults: [at('0s', failDns({ answer: 'NXDOMAIN', for: '20s' })), at('2s', powerOff('a', { backAfter: '2s' }))],
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 1 },
    { recoveredBy: 'reader-app', within: '2s', since: 0 },
    // The server is back at 4 s already, the right answer is 16 s later.
    { recoveredBy: 'reader-app', within: '19s', notBefore: '14s', since: 1 },
  ],
})
