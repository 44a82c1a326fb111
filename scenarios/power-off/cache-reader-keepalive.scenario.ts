import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 notices a switched-off server within 5 s', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '5s', notBefore: '3s' },
})
