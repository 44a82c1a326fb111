import { frozenPeer, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a heartbeat that expects no answer does not notice a server that hangs', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s' } } }),
  fault: frozenPeer('server'),
  bounds: { undetectedBy: 'client-app', for: '6s' },
})
