import { powerOff, scenarioTest } from 'halfopen'
import { tcpRelay } from 'halfopen/subjects'
import { asker, web } from './balancer/balancer.ts'

const hosts = { a: web(), balancer: tcpRelay({ to: 'a' }) }

scenarioTest('a client without a limit for its answers waits on at a relay that accepts for a dead server', {
  hosts: { ...hosts, app: asker(3_600_000) },
  fault: powerOff('a'),
  planes: ['netns'],
  clock: 'virtual',
  bounds: { undetectedBy: 'app-app', for: '10min' },
})

scenarioTest(
  'a client with one misses the server, while each of its connections is accepted and its kernel sees nothing wrong',
  {
    hosts: { ...hosts, app: asker(2_000) },
    fault: powerOff('a'),
    planes: ['netns'],
    bounds: [{ detectedBy: 'app-app', within: '4s', notBefore: '2s' }],
  },
)
