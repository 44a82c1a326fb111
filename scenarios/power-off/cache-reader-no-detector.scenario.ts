import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader without a detector serves stale answers and never notices a switched-off server', {
  server: cacheServer(),
  client: cacheReader(),
  fault: powerOff('server'),
  bounds: { undetectedBy: 'client-app', for: '8s' },
})
