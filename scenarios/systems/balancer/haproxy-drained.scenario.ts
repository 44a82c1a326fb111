import { at, powerOff, scenarioTest } from 'halfopen'
import { asker, haproxy, tellHaproxy, web } from './balancer.ts'

scenarioTest('a server that was taken out of HAProxy before it is switched off is missed by nobody, checks or not', {
  hosts: { a: web(), b: web(), balancer: haproxy(['a', 'b'], ''), app: asker(2_000) },
  faults: [at('0s', tellHaproxy('set server web/a state maint')), at('2s', powerOff('a'))],
  planes: ['netns'],
  bounds: [
    { undetectedBy: 'app-app', for: '20s', since: 1 },
    { undetectedBy: 'wire:app>balancer', for: '20s', since: 1 },
  ],
})
