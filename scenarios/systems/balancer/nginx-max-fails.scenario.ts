import { powerOff, scenarioTest } from 'halfopen'
import { asker, nginx, web } from './balancer.ts'

scenarioTest('nginx with max_fails=1 asks a server that is off once, and spares its clients for the next half minute', {
  hosts: { a: web(), b: web(), balancer: nginx(['a', 'b'], 'max_fails=1 fail_timeout=30s'), app: asker(2_000) },
  fault: powerOff('a'),
  planes: ['netns'],
  bounds: [
    { detectedBy: 'balancer-app', within: '5s', notBefore: '2s' },
    { detectedBy: 'app-app', within: '4s' },
    { recoveredBy: 'app-app', within: '6s' },
  ],
})
