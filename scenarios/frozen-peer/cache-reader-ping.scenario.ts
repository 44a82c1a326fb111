import { frozenPeer, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that pings notices a server that hangs while its kernel answers', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } }),
  fault: frozenPeer('server'),
  bounds: { detectedBy: 'client-app', within: '3s' },
})
