import { idleFirewall, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a heartbeat below the idle limit keeps its connection through the firewall', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h', detector: { heartbeat: { every: '500ms', deadline: '1s' } } }),
  fault: idleFirewall({ idle: '2s' }),
  bounds: { undetectedBy: 'client-app', for: '3s' },
})
