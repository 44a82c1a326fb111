import { at, noFault, powerOff, scenarioTest } from 'halfopen'
import { asker, nginx, web } from './balancer.ts'

const servers = { a: web(), b: web() }
/** Whoever waits in turn is between two losses then, whichever half of a second the power went in: nginx comes to the dead server at 0..1 s, and 4 s later. */
const faults = [at('0s', powerOff('a')), at('5750ms', noFault())] as const

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
    { undetectedBy: 'app-app', for: '8s', since: 1 }, // which sees no more of it than that a page takes 3 s
  ],
})

scenarioTest(
  'a client that gives up before nginx does keeps it from ever counting a failure, and waits again and again',
  {
    hosts: { ...servers, balancer: nginx(['a', 'b'], 'max_fails=1 fail_timeout=30s'), app: asker(2_000) },
    faults: [at('0s', powerOff('a')), at('4250ms', noFault())], // it has waited at 2..3 s, and 3 s later again
    planes: ['netns'],
    bounds: [
      { undetectedBy: 'balancer-app', for: '20s', since: 0 },
      { detectedBy: 'app-app', within: '5s', since: 0 },
      { detectedBy: 'app-app', within: '5s', since: 1 },
    ],
  },
)
