import { powerOff, scenarioTest } from 'halfopen'
import { asker, nginx, web } from './balancer.ts'

scenarioTest('nginx with max_fails=0', {
  hosts: { a: web(), b: web(), balancer: nginx(['a', 'b'], 'max_fails=0'), app: asker(60_000) },
  fault: powerOff('a'),
  planes: ['netns'],
  bounds: [
    { detectedBy: 'balancer-app', within: '5s', notBefore: '2s' },
    { undetectedBy: 'app-app', for: '40s' },
  ],
})
