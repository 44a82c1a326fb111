import { mtuBlackHole, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer of 20 kB is told after its retransmissions that nothing gets through', {
  server: cacheServer(),
  client: cacheWriter({ sizeBytes: 20_000 }),
  fault: mtuBlackHole({ maxBytes: 1_000 }),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 2 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '5s', notBefore: '2.5s', code: 'ETIMEDOUT' },
})
