import { scenarioTest, slow } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping with one second of patience gives up a living server whose answers come two seconds late', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '1s' } } }),
  fault: slow({ delay: '2s', toward: 'client' }),
  bounds: { detectedBy: 'client-app', within: '3s' },
})
