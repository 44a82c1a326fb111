import { scenarioTest } from 'halfopen'
import { failover, node } from './failover.ts'

scenarioTest('a Node client is back at the new server within 4 s of the name that leads there', {
  ...failover(node()),
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 0 },
    { recoveredBy: 'reader-app', within: '4s', since: 1 },
  ],
})
