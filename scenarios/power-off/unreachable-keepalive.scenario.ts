import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE does not hurry because a router says that the host is unreachable', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: powerOff('server', { neighbours: 'unreachable' }),
  bounds: { detectedBy: 'client-app', within: '4.5s', notBefore: '3.7s' },
})
