import { idleFirewall, scenarioTest } from 'halfopen'
import { quicClient, quicServer } from 'halfopen/subjects'

// A NAT whose mappings for UDP last 30 s without a word, and which draws a port for each: what comes later comes from somebody else.
const behind = {
  network: { nat: { ports: 'random' } },
  fault: idleFirewall('linux-conntrack-udp'),
  planes: ['netns'],
  clock: 'virtual',
} as const
const idleTimeout = '60s'
const speaks = { idleTimeout, asksEvery: '45s' } as const

scenarioTest(
  'behind a NAT of 30 s a QUIC client that speaks every 45 s comes from another port each time, and its server follows',
  {
    ...behind,
    server: quicServer({ idleTimeout }),
    client: quicClient(speaks),
    bounds: [
      { undetectedBy: 'client-app', for: '5m' },
      { recoveredBy: 'server-app', within: '20s' },
    ],
  },
)

scenarioTest('with a keepalive of 20 s its port stays its own', {
  ...behind,
  server: quicServer({ idleTimeout }),
  client: quicClient({ ...speaks, keepAlive: '20s' }),
  bounds: { undetectedBy: 'client-app', for: '5m' },
})

scenarioTest('a server that follows nobody to another port lets it wait for its idle timeout', {
  ...behind,
  server: quicServer({ idleTimeout, migration: false }),
  client: quicClient(speaks),
  control: false, // a NAT forgets after the same 30 s by itself, so its server follows it nowhere there either
  bounds: [
    { detectedBy: 'client-app', within: '77s', notBefore: '73s', code: 'IDLE_TIMEOUT' },
    { recoveredBy: 'client-app', within: '80s' },
  ],
})

scenarioTest('and is heard where the NAT gives the same port again', {
  ...behind,
  server: quicServer({ idleTimeout, migration: false }),
  client: quicClient(speaks),
  network: { nat: true },
  bounds: { undetectedBy: 'client-app', for: '5m' },
})
