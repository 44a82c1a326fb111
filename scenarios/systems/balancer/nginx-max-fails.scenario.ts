import { at, noFault, powerOff, scenarioTest } from 'halfopen'
import { asker, nginx, web } from './balancer.ts'

const servers = { a: web(), b: web() }
const faults = [at('0s', powerOff('a')), at('8s', noFault())] as const

scenarioTest('nginx with max_fails=1 waits for a server that is off once, and not again for half a minute', {
  hosts: { ...servers, balancer: nginx(['a', 'b'], 'max_fails=1 fail_timeout=30s'), app: asker(60_000) },
  faults,
  planes: ['netns'],
  bounds: [
    { detectedBy: 'balancer-app', within: '5s', notBefore: '2s', since: 0 },
    { undetectedBy: 'balancer-app', for: '20s', since: 1 },
  ],
})

scenarioTest('nginx with max_fails=0 waits for it again and again', {
  hosts: { ...servers, balancer: nginx(['a', 'b'], 'max_fails=0'), app: asker(60_000) },
  faults,
  planes: ['netns'],
  bounds: [
    { detectedBy: 'balancer-app', within: '5s', notBefore: '2s', since: 0 },
    { detectedBy: 'balancer-app', within: '5s', since: 1 },
  ],
})

scenarioTest(
  'a client that gives up before nginx does keeps it from ever counting a failure, and waits again and again',
  {
    hosts: { ...servers, balancer: nginx(['a', 'b'], 'max_fails=1 fail_timeout=30s'), app: asker(2_000) },
    faults,
    planes: ['netns'],
    bounds: [
      { undetectedBy: 'balancer-app', for: '20s', since: 0 },
      { detectedBy: 'app-app', within: '5s', since: 0 },
      { detectedBy: 'app-app', within: '5s', since: 1 },
    ],
  },
)
