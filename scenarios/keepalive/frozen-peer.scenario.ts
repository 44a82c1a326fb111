import { frozenPeer, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE never notices a server that hangs: its kernel answers the probes', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: frozenPeer('server'),
  bounds: { undetectedBy: 'client-app', for: '5s' },
})
