import { reject, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('an ICMP message does not end a connection: the writer tries on, and is told its reason at last', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: reject('host-unreachable'),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '8s', notBefore: '2s', code: 'EHOSTUNREACH' },
})
