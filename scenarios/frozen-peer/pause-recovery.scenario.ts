import { frozenPeer, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that gave up a server in its pause is back within two seconds of its end', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '250ms', deadline: '300ms' } } }),
  fault: frozenPeer('server', { for: '2s' }),
  bounds: [
    { detectedBy: 'client-app', within: '1s' },
    { recoveredBy: 'client-app', within: '2s' },
  ],
})
