import { cacheReader, cacheServer, scenarioTest, slow } from 'halfopen'

scenarioTest('a ping with more patience than the way back is long rides out two seconds of delay', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '3s' } } }),
  fault: slow({ delay: '2s', toward: 'client' }),
  bounds: { silent: 'client-app', for: '9s' },
})
