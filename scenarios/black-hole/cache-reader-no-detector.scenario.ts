import { blackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader without a detector never notices a black hole', {
  server: cacheServer(),
  client: cacheReader(),
  fault: blackHole(),
  bounds: { undetectedBy: 'client-app', for: '8s' },
})
