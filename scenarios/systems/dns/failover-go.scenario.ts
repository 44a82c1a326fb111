import { scenarioTest } from 'halfopen'
import { go } from './compiled.ts'
import { failover } from './failover.ts'

scenarioTest('a Go client is back at the new server within 4 s of the name that leads there', {
  ...failover(go()),
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 0 },
    { recoveredBy: 'reader-app', within: '4s', since: 1 },
  ],
})
