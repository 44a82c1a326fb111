import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a heartbeat that expects no answer does not notice a switched-off server', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s' } } }),
  fault: powerOff('server'),
  bounds: { undetectedBy: 'client-app', for: '8s' },
})
