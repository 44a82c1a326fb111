import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('nor does it where nobody announced the takeover', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader(),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '4s' },
})
