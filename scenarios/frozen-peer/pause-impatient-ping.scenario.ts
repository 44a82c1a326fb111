import { frozenPeer, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping with less patience than a pause is long gives up a server that goes on afterwards', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '250ms', deadline: '300ms' } } }),
  fault: frozenPeer('server', { for: '2s' }),
  bounds: { detectedBy: 'client-app', within: '1s' },
})
