import { command, replay, scenarioTest } from 'halfopen'

const at = `${import.meta.dirname}/programs`
const ticker = () =>
  command(`node ${at}/ticker.mjs {host} {port} 1000 6000`, {
    name: 'ticker',
    ready: /listening/,
    connected: /listener here/,
    lost: /listener lost/,
  })
const listener = () =>
  command(`node ${at}/listener.mjs {host} {port}`, { name: 'listener', connected: /connected/, lost: /lost/ })

scenarioTest('an old segment that turns up again is acknowledged again, behind NAT too, and nobody is harmed', {
  server: ticker(),
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
    server: ticker(),
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
