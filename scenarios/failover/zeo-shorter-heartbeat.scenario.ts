import { scenarioTest, takeover } from 'halfopen'
import { zeoReader, zeoServer } from 'halfopen/subjects'

scenarioTest('ZEO with a heartbeat of two seconds is reset by the standby at the next one', {
  server: zeoServer(),
  standby: zeoServer(),
  client: zeoReader({ heartbeat: '2s' }),
  fault: takeover({ after: '1s' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '5s', notBefore: '900ms', code: 'ECONNRESET' },
})
