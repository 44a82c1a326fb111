import { linkDown, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer whose own link is down is told sooner than one whose packets vanish', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: linkDown('client', { end: 'own' }),
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '6s', notBefore: '1s' },
})
