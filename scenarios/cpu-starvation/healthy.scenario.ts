import { noFault, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('the same impatient ping does not give up a server that has to work and can', {
  server: cacheServer({ work: '50ms', changesEvery: '1m' }),
  client: cacheReader({ detector: { heartbeat: { every: '2s', deadline: '500ms' } }, changesEvery: '1m' }),
  fault: noFault(),
  bounds: { undetectedBy: 'client-app', for: '6s' },
})
