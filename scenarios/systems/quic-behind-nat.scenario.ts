import { idleFirewall, scenarioTest } from 'halfopen'
import { quicClient, quicServer } from 'halfopen/subjects'

// A NAT whose mappings for UDP last 30 s without a word, and which draws a port for each: what comes later comes from somebody else.
const network = { nat: { ports: 'random' } } as const
const fault = idleFirewall('linux-conntrack-udp')
const planes = ['netns'] as const
const idleTimeout = '60s'

scenarioTest(
  'behind a NAT of 30 s a QUIC client that speaks every 45 s comes from another port each time, and its server follows',
  {
    server: quicServer({ idleTimeout }),
    client: quicClient({ idleTimeout, asksEvery: '45s' }),
    network,
    fault,
    planes,
    clock: 'virtual',
    bounds: [
      { undetectedBy: 'client-app', for: '5m' },
      { recoveredBy: 'server-app', within: '20s' },
    ],
  },
)

scenarioTest('with a keepalive of 20 s its port stays its own', {
  server: quicServer({ idleTimeout }),
  client: quicClient({ idleTimeout, asksEvery: '45s', keepAlive: '20s' }),
  network,
  fault,
  planes,
  clock: 'virtual',
  bounds: { undetectedBy: 'client-app', for: '5m' },
})

scenarioTest('a server that follows nobody to another port lets it wait for its idle timeout', {
  server: quicServer({ idleTimeout, migration: false }),
  client: quicClient({ idleTimeout, asksEvery: '45s' }),
  network,
  fault,
  planes,
  clock: 'virtual',
  bounds: [
    { detectedBy: 'client-app', within: '77s', notBefore: '73s', code: 'IDLE_TIMEOUT' },
    { recoveredBy: 'client-app', within: '80s' },
  ],
})

scenarioTest('and is heard where the NAT gives the same port again', {
  server: quicServer({ idleTimeout, migration: false }),
  client: quicClient({ idleTimeout, asksEvery: '45s' }),
  network: { nat: true },
  fault,
  planes,
  clock: 'virtual',
  bounds: { undetectedBy: 'client-app', for: '5m' },
})
