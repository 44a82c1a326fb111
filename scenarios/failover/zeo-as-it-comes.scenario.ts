import { scenarioTest, takeover, zeoReader, zeoServer } from 'halfopen'

scenarioTest('ZEO as it comes, with its heartbeat of a minute, goes on answering from its cache after a takeover', {
  server: zeoServer(),
  standby: zeoServer(),
  client: zeoReader(),
  fault: takeover({ after: '1s' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '6s' },
})
