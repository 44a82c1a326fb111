import { dnsBlackHole, failDns, moveName, scenarioTest, slowDns } from 'halfopen'
import { database, node } from './failover.ts'

const faults = [dnsBlackHole(), slowDns({ delay: '8s' }), failDns(), moveName('db.test', 'standby')]

scenarioTest.for(faults)('a connection that stands does not notice $kind', fault => ({
  server: database(),
  standby: database(),
  client: node('{port}'),
  names: { 'db.test': { is: 'server' } },
  fault,
  bounds: { undetectedBy: 'client-app', for: '15s' },
}))
