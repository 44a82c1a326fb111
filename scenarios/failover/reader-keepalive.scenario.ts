import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('the standby answers a keepalive probe with a reset, because it knows nothing of the connection', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: takeover({ after: '1s' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '3s', notBefore: '900ms', code: 'ECONNRESET' },
})
