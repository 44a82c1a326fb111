import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'

scenarioTest('a server that goes on talking to a switched-off client is told after its retransmissions', {
  server: cacheServer(),
  client: cacheReader(),
  fault: powerOff('client'),
  network: { sysctls: { server: { 'net.ipv4.tcp_retries2': 2 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'server-app', within: '6s', notBefore: '2.5s', code: 'ETIMEDOUT' },
})
