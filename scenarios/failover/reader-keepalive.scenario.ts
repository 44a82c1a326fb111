import { cacheReader, cacheServer, scenarioTest, takeover } from 'halfopen'

scenarioTest(
  'SO_KEEPALIVE 1/1/3 finds the standby within 3 s of the switching off: it knows nothing of the connection and says so',
  {
    server: cacheServer(),
    standby: cacheServer(),
    client: cacheReader({ detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
    fault: takeover({ afterMs: '1s' }),
    planes: ['netns'],
    bounds: { detectedBy: 'client-app', within: '3s', notBefore: '900ms', code: 'ECONNRESET' },
  },
)
