import { cacheServer, cacheWriter, mtuBlackHole, scenarioTest } from 'halfopen'

scenarioTest('a writer of 20 kB is told after its retransmissions that nothing gets through', {
  server: cacheServer(),
  client: cacheWriter({ sizeBytes: 20_000 }),
  fault: mtuBlackHole({ maxBytes: 1_000 }),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '8.5s', notBefore: '6s', code: 'ETIMEDOUT' },
})
