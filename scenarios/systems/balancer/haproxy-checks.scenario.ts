import { at, noFault, powerOff, scenarioTest } from 'halfopen'
import { asker, haproxy, web } from './balancer.ts'

scenarioTest(
  'HAProxy that checks its two servers every second leaves out the one that is off, and from then on no request is late',
  {
    hosts: {
      a: web(),
      b: web(),
      balancer: haproxy(['a', 'b'], 'check inter 1s fall 2', 'heartbeat=1s/3s'),
      app: asker(2_000),
    },
    faults: [at('0s', powerOff('a')), at('8s', noFault())],
    planes: ['netns'],
    bounds: [
      { detectedBy: 'app-app', within: '5s', since: 0 },
      { detectedBy: 'balancer-app', within: '5s', notBefore: '500ms', since: 0 },
      { undetectedBy: 'app-app', for: '20s', since: 1 },
    ],
  },
)
