import { blackHole, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer is told after its retransmissions although the server gets all that it writes', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: blackHole({ toward: 'client' }),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 2 } } },
  planes: ['netns'],
  bounds: [
    { detectedBy: 'client-app', within: '5s', notBefore: '2.5s', code: 'ETIMEDOUT' },
    { undetectedBy: 'server-app', for: '3s' },
  ],
})
