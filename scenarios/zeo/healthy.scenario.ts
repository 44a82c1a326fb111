import { noFault, scenarioTest } from 'halfopen'
import { zeoReader, zeoServer } from 'halfopen/subjects'

scenarioTest('ZEO serves no stale answer and loses no connection while all is well', {
  server: zeoServer(),
  client: zeoReader(),
  fault: noFault(),
  bounds: { undetectedBy: 'client-app', for: '5s' },
})
