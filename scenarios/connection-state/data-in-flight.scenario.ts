import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('data in flight switches SO_KEEPALIVE off: the retransmissions decide, 7 s where tcp_retries2 is 3', {
  server: cacheServer(),
  client: cacheWriter({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  state: 'data-in-flight',
  fault: powerOff('server'),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '8s', notBefore: '5.5s', code: 'ETIMEDOUT' },
})
