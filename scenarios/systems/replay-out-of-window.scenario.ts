import { replay, scenarioTest } from 'halfopen'
import { listener, shipper, ticker } from './listening.ts'

// The server tells its client something for a while; then, when all is quiet, one segment of it comes once more where no window has room for it.
const told = () => ({ server: ticker(1_000, 6_000), client: listener(), planes: ['netns'] }) as const
const shipped = () => ({ server: ticker(1e8), client: shipper(1_000, 6_000), planes: ['netns'] }) as const
const stray = (toward: 'client' | 'server') => replay({ toward, after: '9s', outOfWindow: 'ahead' })
const goesOn = [
  { undetectedBy: 'server-app', for: '5s' },
  { undetectedBy: 'client-app', for: '5s' },
] as const

scenarioTest('what conntrack calls invalid is for the router itself behind NAT, and its RST ends a good connection', {
  ...told(),
  fault: stray('client'),
  network: { nat: true },
  bounds: [
    { detectedBy: 'server-app', within: '500ms' },
    { undetectedBy: 'client-app', for: '20s' },
  ],
})

scenarioTest('a router that drops what is invalid harms nobody', {
  ...told(),
  fault: stray('client'),
  network: { nat: { invalid: 'dropped' } },
  bounds: goesOn,
})

scenarioTest('nor does one that is liberal about windows: the receiver acknowledges once more', {
  ...told(),
  fault: stray('client'),
  network: { nat: true, sysctls: { router: { 'net.netfilter.nf_conntrack_tcp_be_liberal': 1 } } },
  bounds: goesOn,
})

scenarioTest(
  "a client's own goes on under its own address, and the RST of a server that knows no such client ends it",
  {
    ...shipped(),
    fault: stray('server'),
    network: { nat: true },
    bounds: [
      { detectedBy: 'client-app', within: '500ms', code: 'ECONNRESET' },
      { undetectedBy: 'server-app', for: '20s' },
    ],
  },
)

scenarioTest('and where that is dropped it never knows', {
  ...shipped(),
  fault: stray('server'),
  network: { nat: { invalid: 'dropped' } },
  bounds: goesOn,
})

scenarioTest('what is older than any window is passed on by Linux since 6.2, to its client, and nobody is harmed', {
  ...told(),
  fault: replay({ toward: 'client', after: '9s', outOfWindow: 'behind' }),
  network: { nat: true },
  clock: 'virtual',
  bounds: goesOn,
})
