import { scenarioTest, takeover } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer does not notice for seconds where nobody announced the takeover', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheWriter(),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '4s' },
})
