import { blackHole, cacheReader, cacheServer, scenarioTest } from 'halfopen'

scenarioTest('a reader without a detector never notices a black hole', {
  server: cacheServer(),
  client: cacheReader(),
  fault: blackHole(),
  bounds: { undetectedBy: 'client-app', for: '8s' },
})
