import { scenarioTest } from 'halfopen'
import { java } from './compiled.ts'
import { failover } from './failover.ts'

scenarioTest('a Java client follows a name when the 30 s are over for which it keeps what it was told', {
  ...failover(java()),
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 0 },
    { recoveredBy: 'reader-app', within: '34s', since: 1 },
  ],
})
