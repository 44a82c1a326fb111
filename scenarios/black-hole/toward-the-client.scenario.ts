import { blackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that pings notices that answers vanish although its requests arrive', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } }),
  fault: blackHole({ toward: 'client' }),
  bounds: { detectedBy: 'client-app', within: '3s' },
})
