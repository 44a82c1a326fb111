import { dnsBlackHole, failDns, scenarioTest, slowDns } from 'halfopen'
import { database, node } from './failover.ts'

scenarioTest.for([dnsBlackHole(), slowDns({ delay: '8s' }), failDns()])(
  'a connection that stands does not notice $kind',
  fault => ({
    hosts: { a: database(), reader: node() },
    names: { 'db.test': { is: 'a' } },
    planes: ['netns'],
    fault,
    bounds: { undetectedBy: 'reader-app', for: '15s' },
  }),
)
