import { blackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping with less patience than the blip is long gives up a living server', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '250ms', deadline: '300ms' } } }),
  fault: blackHole({ for: '2s' }),
  bounds: { detectedBy: 'client-app', within: '1s' },
})
