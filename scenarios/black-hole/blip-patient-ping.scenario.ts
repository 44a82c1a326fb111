import { blackHole, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a ping with three seconds of patience rides out a blip of one', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '3s' } } }),
  fault: blackHole({ for: '1s' }),
  bounds: { undetectedBy: 'client-app', for: '6s' },
})
