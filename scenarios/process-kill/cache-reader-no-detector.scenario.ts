import { cacheReader, cacheServer, processKill, scenarioTest } from 'halfopen'

scenarioTest('a reader without any detector is told at once when only the process dies', {
  server: cacheServer(),
  client: cacheReader(),
  fault: processKill('server'),
  bounds: { detectedBy: 'client-app', within: '1s' },
})
