import { scenarioTest, takeover } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer would have noticed in 2005: the standby answers its next write with a reset', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheWriter(),
  fault: takeover({ after: '1s' }),
  planes: ['netns'],
  bounds: [
    { detectedBy: 'client-app', within: '3s', notBefore: '900ms', code: 'ECONNRESET' },
    { recoveredBy: 'client-app', within: '4s' },
  ],
})
