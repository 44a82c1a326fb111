import { powerOff, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer is told by its kernel that the host was unreachable, when its retransmissions are spent', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: powerOff('server', { neighbours: 'unreachable' }),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '8s', notBefore: '2s', code: 'EHOSTUNREACH' },
})
