import { processKill, scenarioTest } from 'halfopen'
import { zeoReader, zeoServer } from 'halfopen/subjects'

scenarioTest('ZEO as it comes is told at once when only the server process dies', {
  server: zeoServer(),
  client: zeoReader(),
  fault: processKill('server'),
  bounds: { detectedBy: 'client-app', within: '2s' },
})
