import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a heartbeat that expects no answer is answered by the standby with a reset', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s' } } }),
  fault: takeover({ after: '1s' }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '4s', code: 'ECONNRESET' },
})
