import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('unacknowledged data switches SO_KEEPALIVE 1/1/3 off: a writer waits for its retransmissions', {
  server: cacheServer(),
  client: cacheWriter({ keepalive: { idle: '1s', interval: '1s', count: 3 } }),
  fault: powerOff('server'),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  bounds: { detectedBy: 'client-app', within: '8s', notBefore: '6s', code: 'ETIMEDOUT' },
})
