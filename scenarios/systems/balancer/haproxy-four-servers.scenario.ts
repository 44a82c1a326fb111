import { at, noFault, powerOff, scenarioTest } from 'halfopen'
import { asker, haproxy, web } from './balancer.ts'

const servers = ['web#1', 'web#2', 'web#3', 'web#4']

scenarioTest('of four servers behind HAProxy two are switched off one after the other, and both are left out', {
  hosts: {
    web: { program: web(), count: 4 },
    balancer: haproxy(servers, 'check inter 1s fall 2', 'heartbeat=1s/3s'),
    app: asker(2_000),
  },
  faults: [at('0s', powerOff('web#1')), at('15s', powerOff('web#3')), at('23s', noFault())],
  settleFor: '2s',
  planes: ['netns'],
  bounds: [
    { detectedBy: 'balancer-app', within: '5s', since: 0 },
    { detectedBy: 'balancer-app', within: '5s', since: 1 },
    { undetectedBy: 'app-app', for: '20s', since: 2 },
  ],
})
