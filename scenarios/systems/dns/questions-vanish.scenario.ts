import { at, dnsBlackHole, powerOff, scenarioTest } from 'halfopen'
import { database, node } from './failover.ts'

scenarioTest('who loses its server while questions for names vanish is back only when they are answered again', {
  hosts: { a: database(), b: database(), reader: node() },
  names: { 'db.test': { is: ['a', 'b'] } },
  planes: ['netns'],
  faults: [at('0s', dnsBlackHole({ for: '30s' })), at('5s', powerOff('a', { backAfter: '5s' }))],
  bounds: [
    { undetectedBy: 'reader-app', for: '5s', since: 0 },
    { detectedBy: 'reader-app', within: '3s', since: 1 },
    { recoveredBy: 'reader-app', within: '10s', since: 0 },
    // The server is back at 10 s already, the answers are 20 s later.
    { recoveredBy: 'reader-app', within: '31s', notBefore: '18s', since: 1 },
  ],
})
