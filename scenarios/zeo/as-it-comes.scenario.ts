import { powerOff, scenarioTest } from 'halfopen'
import { zeoReader, zeoServer } from 'halfopen/subjects'

scenarioTest('ZEO as it comes goes on answering from its cache after its server was switched off', {
  server: zeoServer(),
  client: zeoReader(),
  fault: powerOff('server'),
  bounds: { undetectedBy: 'client-app', for: '10s' },
})
