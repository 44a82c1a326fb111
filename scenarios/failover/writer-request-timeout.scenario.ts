import { scenarioTest, takeover } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer that wants an answer within a second needs no announcement', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheWriter({ requestTimeout: '1s' }),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '2s', code: 'REQUEST_TIMEOUT' },
})
