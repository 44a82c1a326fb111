import { powerOff, scenarioTest } from 'halfopen'
import { asker, haproxy, web } from './balancer.ts'

scenarioTest(
  'HAProxy that checks nothing lets a request wait for the server that is off until its own timeout, and the way to it stands',
  {
    hosts: { a: web(), b: web(), balancer: haproxy(['a', 'b'], ''), app: asker(60_000) },
    fault: powerOff('a'),
    planes: ['netns'],
    bounds: [
      { detectedBy: 'app-app', within: '14s', notBefore: '8s' },
      { detectedBy: 'wire:balancer>a', within: '14s', notBefore: '8s' },
      { undetectedBy: 'wire:app>balancer', for: '14s' },
    ],
  },
)
