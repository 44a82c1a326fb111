import { mtuBlackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping is small: it never notices that large packets vanish', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: mtuBlackHole({ maxBytes: 1_000 }),
  bounds: { undetectedBy: 'client-app', for: '3s' },
})
