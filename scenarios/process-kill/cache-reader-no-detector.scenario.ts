import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader without any detector is told at once when only the process dies', {
  server: cacheServer(),
  client: cacheReader(),
  fault: processKill('server'),
  bounds: { detectedBy: 'client-app', within: '1s' },
})
