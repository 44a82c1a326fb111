import { scenarioTest, slow } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a reader that gave up a slow server is back within three seconds of its being quick again', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '250ms', deadline: '500ms' } } }),
  fault: slow({ delay: '1500ms', for: '3s' }), // its first answer takes 3 s, and it waits for 2
  bounds: [
    { detectedBy: 'client-app', within: '2s' },
    { recoveredBy: 'client-app', within: '3s' },
  ],
})
