import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 finds a switched-off server dead after 4.1 s', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '4.5s', notBefore: '3.7s', code: 'ETIMEDOUT' },
})
