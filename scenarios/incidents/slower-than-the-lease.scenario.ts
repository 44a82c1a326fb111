// https://github.com/kubernetes/kubernetes/issues/121793: kubelets needed 45 s to notice a dead API server, and their leases ran out after 40 s:
// every node was NotReady. What detects has to be quicker than what depends on it.
import { powerOff, scenarioTest } from 'halfopen'
import { goHttp2 } from 'halfopen/subjects'

const incident = {
  server: goHttp2.server(),
  fault: powerOff('server'),
  state: 'data-in-flight',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('pings of 30 s and 15 s notice later than a lease of 40 s runs out', {
  ...incident,
  client: goHttp2.client({ asks: true, set: { SendPingTimeout: 30, PingTimeout: 15 } }),
  bounds: { detectedBy: 'client-app', within: '46s', notBefore: '40s' },
})

scenarioTest('pings of 15 s and 10 s notice in time', {
  ...incident,
  client: goHttp2.client({ asks: true, set: { SendPingTimeout: 15, PingTimeout: 10 } }),
  bounds: { detectedBy: 'client-app', within: '40s' },
})
