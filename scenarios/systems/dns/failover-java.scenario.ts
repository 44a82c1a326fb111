import { scenarioTest } from 'halfopen'
import { java } from './compiled.ts'
import { failover } from './failover.ts'

scenarioTest('a Java client follows a name when the 30 s are over for which it keeps what it was told', {
  ...failover(java()),
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 0 },
    // It asked right before the first step, which is 20 s before the name moves, and asks again 30 s later at the earliest: then at its next
    // try, of which there is one every 2.5 s. networkaddress.cache.ttl in java.security
    { recoveredBy: 'reader-app', within: '14s', notBefore: '8s', since: 1 },
  ],
})
