import { blackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that pings notices a black hole in both directions within 3 s', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } }),
  fault: blackHole(),
  bounds: { detectedBy: 'client-app', within: '3s' },
})
