import { scenarioTest, slow } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping with three seconds of patience gives up a server when either way takes two', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '3s' } } }),
  fault: slow({ delay: '2s' }),
  bounds: { detectedBy: 'client-app', within: '5s', notBefore: '1s' },
})
