import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that pings every second notices a takeover within 3 s, and follows it', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } }),
  fault: takeover({ after: '1s' }),
  planes: ['netns'],
  bounds: [
    { detectedBy: 'client-app', within: '3s' },
    { recoveredBy: 'client-app', within: '4s' },
  ],
})
