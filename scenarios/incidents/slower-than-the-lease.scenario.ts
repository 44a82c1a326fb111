// https://github.com/kubernetes/kubernetes/issues/121793: a kubelet renews its node's lease every 10 s over one HTTP/2 connection. That dies, pings of 30 s and
// 15 s notice it after 45 s, and the lease has run out after 40 s: every node is NotReady, although it comes back by another connection right then. Mended
// by a longer lease: node-monitor-grace-period is 50 s now.
import { blackHole, command, scenarioTest } from 'halfopen'
import { goHttp2 } from 'halfopen/subjects'

const programs = `${import.meta.dirname}/programs`
const incident = (lease: number) =>
  ({
    server: command(`node ${programs}/leases.mjs {host} {port} ${lease}`, {
      name: 'leases',
      ready: /listening/,
      connected: /"halfopen":"connected"/,
      lost: /"halfopen":"lost"/,
    }),
    client: goHttp2.client({ asks: '10s', set: { SendPingTimeout: 30, PingTimeout: 15 } }),
    fault: blackHole({ connection: 'oldest' }),
    planes: ['netns'],
    clock: 'virtual',
  }) as const

scenarioTest('pings of 30 s and 15 s notice later than a lease of 40 s runs out', {
  ...incident(40_000),
  bounds: [
    { detectedBy: 'server-app', within: '40.5s', notBefore: '39s', code: 'LEASE_RAN_OUT' },
    { detectedBy: 'client-app', within: '46s', notBefore: '44s' },
    { recoveredBy: 'client-app', within: '47s' },
  ],
})

scenarioTest('a lease of 50 s is renewed by the next connection in time', {
  ...incident(50_000),
  bounds: [
    { undetectedBy: 'server-app', for: '10min' },
    { recoveredBy: 'client-app', within: '47s' },
  ],
})
