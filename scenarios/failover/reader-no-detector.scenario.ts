import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader without a detector never learns that a standby took over, and serves stale answers', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader(),
  fault: takeover({ after: '1s' }),
  bounds: { undetectedBy: 'client-app', for: '4s' },
})
