import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('as Linux comes data in flight is retransmitted for a quarter of an hour, whatever SO_KEEPALIVE says', {
  server: cacheServer(),
  client: cacheWriter({ keepalive: { idle: '10s', interval: '1s', count: 3 } }),
  state: 'data-in-flight',
  fault: powerOff('server'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
})
