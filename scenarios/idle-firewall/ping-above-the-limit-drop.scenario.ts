import { idleFirewall, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping rarer than the idle limit finds its connection forgotten', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { heartbeat: { every: '3s', deadline: '500ms' } } }),
  fault: idleFirewall({ idle: '1s' }),
  bounds: { detectedBy: 'client-app', within: '4s' },
})
