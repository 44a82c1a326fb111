import { at, powerOff, scenarioTest, slowDns } from 'halfopen'
import { database, node } from './failover.ts'

scenarioTest('who waits 2 s for its way cannot come back while names are answered 3 s late', {
  hosts: { a: database(), reader: node() },
  names: { 'db.test': { is: 'a' } },
  planes: ['netns'],
  faults: [at('0s', slowDns({ delay: '3s', for: '30s' })), at('2s', powerOff('a', { backAfter: '2s' }))],
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 1 },
    { recoveredBy: 'reader-app', within: '4s', since: 0 },
    // The server is back at 4 s already, the answers are 26 s later.
    { recoveredBy: 'reader-app', within: '31s', notBefore: '24s', since: 1 },
  ],
})
