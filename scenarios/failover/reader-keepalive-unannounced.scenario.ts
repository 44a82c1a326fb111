import { scenarioTest, takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('SO_KEEPALIVE 1/1/3 counts its probes out where the router still asks for the dead server', {
  server: cacheServer(),
  standby: cacheServer(),
  client: cacheReader({ detector: { keepalive: { idle: '1s', interval: '1s', count: 3 } } }),
  fault: takeover({ after: '1s', announce: false }),
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '4.5s', notBefore: '2.9s', code: 'ETIMEDOUT' },
})
