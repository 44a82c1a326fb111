import { idleFirewall, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE above the idle limit only tells that the connection was forgotten', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { keepalive: { idle: '3s', interval: '1s', count: 3 } } }),
  fault: idleFirewall({ idle: '1s' }),
  bounds: { detectedBy: 'client-app', within: '7s', code: 'ETIMEDOUT' },
})
