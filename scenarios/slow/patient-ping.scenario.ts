import { scenarioTest, slow } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

// TCP takes what is late for lost, and sends one segment at a time then: an answer may have to wait until the one before it is acknowledged.
scenarioTest('a ping with six seconds of patience rides out answers that come two seconds late', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '1s', deadline: '6s' } } }),
  fault: slow({ delay: '2s', toward: 'client' }),
  bounds: { undetectedBy: 'client-app', for: '12s' },
})
