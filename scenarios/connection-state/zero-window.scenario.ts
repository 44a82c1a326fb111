import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a closed window switches SO_KEEPALIVE off: the window probes decide where tcp_retries2 is 3', {
  server: cacheServer(),
  client: cacheWriter({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  state: 'zero-window',
  fault: powerOff('server'),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '8s', notBefore: '2s', code: 'ETIMEDOUT' },
})
