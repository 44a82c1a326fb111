import { cacheServer, cacheWriter, linkDown, scenarioTest } from 'halfopen'

scenarioTest('a writer whose own link is down is told sooner than one whose packets vanish', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: linkDown('client', { end: 'own' }),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '6s', notBefore: '1s' },
})
