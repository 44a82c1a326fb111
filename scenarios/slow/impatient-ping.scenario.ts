import { cacheReader, cacheServer, scenarioTest, slow } from 'halfopen'

scenarioTest('a ping with less patience than the way back is long gives up a living server', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '1s' } } }),
  fault: slow({ delay: '2s', toward: 'client' }),
  bounds: { detectedBy: 'client-app', within: '3s' },
})
