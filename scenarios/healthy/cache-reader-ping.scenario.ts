import { noFault, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader with a ping does not cry wolf while all is well', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: noFault(),
  bounds: { undetectedBy: 'client-app', for: '5s' },
})
