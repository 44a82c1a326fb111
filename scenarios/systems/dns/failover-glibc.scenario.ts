import { scenarioTest } from 'halfopen'
import { failover } from './failover.ts'
import { glibc } from './glibc.ts'

scenarioTest('a client of glibc, which keeps no names, is at the new server within 4 s of the name that leads there', {
  ...failover(glibc()),
  bounds: [
    { detectedBy: 'reader-app', within: '3s', since: 0 },
    { recoveredBy: 'reader-app', within: '4s', since: 1 },
  ],
})
