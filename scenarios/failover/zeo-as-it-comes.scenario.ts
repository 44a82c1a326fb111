import { scenarioTest, takeover } from 'halfopen'
import { zeoReader, zeoServer } from 'halfopen/subjects'

scenarioTest('ZEO as it comes, with its heartbeat of a minute, goes on answering from its cache after a takeover', {
  server: zeoServer(),
  standby: zeoServer(),
  client: zeoReader(),
  fault: takeover({ after: '1s' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '6s' },
})
