import { noFault, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('the same impatient ping does not give up a server whose answers come at once', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '1s' } } }),
  fault: noFault(),
  bounds: { undetectedBy: 'client-app', for: '6s' },
})
