import { cacheServer, cacheWriter, powerOff, scenarioTest } from 'halfopen'

scenarioTest('a writer is told after its retransmissions: 7 s where tcp_retries2 is 3', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: powerOff('server'),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '8s', notBefore: '6s', code: 'ETIMEDOUT' },
})
