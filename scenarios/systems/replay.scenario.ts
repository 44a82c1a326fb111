import { replay, scenarioTest } from 'halfopen'
import { listener, ticker } from './listening.ts'

scenarioTest('an old segment that turns up again is acknowledged again, behind NAT too, and nobody is harmed', {
  server: ticker(1_000, 6_000),
  client: listener(),
  fault: replay({ toward: 'client', after: '12s' }),
  network: { nat: true },
  planes: ['netns'],
  bounds: [
    { undetectedBy: 'server-app', for: '20s' },
    { undetectedBy: 'client-app', for: '20s' },
  ],
})

scenarioTest(
  'where the router has forgotten the mapping meanwhile, its RST for the old segment ends a good connection',
  {
    server: ticker(1_000, 6_000),
    client: listener(),
    fault: replay({ toward: 'client', after: '12s' }),
    network: { nat: true, sysctls: { router: { 'net.netfilter.nf_conntrack_tcp_timeout_established': 3 } } },
    planes: ['netns'],
    clock: 'virtual',
    bounds: [
      { detectedBy: 'server-app', within: '500ms' },
      { undetectedBy: 'client-app', for: '1m' },
    ],
  },
)
