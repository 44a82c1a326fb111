import { idleFirewall, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a quiet reader is forgotten by the firewall and never told', {
  server: cacheServer({ changesEvery: '1h' }),
  client: cacheReader({ changesEvery: '1h' }),
  fault: idleFirewall({ idle: '2s' }),
  bounds: { undetectedBy: 'client-app', for: '6s' },
})
