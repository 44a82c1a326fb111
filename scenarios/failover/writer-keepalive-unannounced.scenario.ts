import { scenarioTest, takeover } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE is no help to a writer: while data is unacknowledged it is switched off', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheWriter({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '5s' },
})
