import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('as Linux comes a closed window is probed for a quarter of an hour before the peer is given up', {
  server: cacheServer(),
  client: cacheWriter({ keepalive: { idle: '10s', interval: '1s', count: 3 } }),
  state: 'zero-window',
  fault: powerOff('server'),
  clock: 'virtual',
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
})
