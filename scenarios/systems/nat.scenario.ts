import { command, conntrackFlush, reset, scenarioTest } from 'halfopen'
import { listener, ticker } from './listening.ts'

const at = `${import.meta.dirname}/programs`
const echo = () => command(`node ${at}/echo.mjs {host} {port}`, { name: 'echo', ready: /listening/ })
const asker = (everyMs = 500) =>
  command(`node ${at}/pool.mjs {host} {port} 1 ${everyMs}`, {
    name: 'asker',
    connected: /connected/,
    lost: /lost one/,
    recovered: /recovered/,
    settings: { heartbeat: { every: `${everyMs}ms`, deadline: '2s' } },
  })

const strict = { router: { 'net.netfilter.nf_conntrack_tcp_loose': 0 } }

scenarioTest(
  'a router that has forgotten its mappings resets a server that speaks first, and its client is never told',
  {
    server: ticker(2_000),
    client: listener(),
    fault: conntrackFlush({ onNextPacket: 'remap' }),
    network: { nat: true },
    planes: ['netns'],
    bounds: [
      { detectedBy: 'server-app', within: '2.5s' },
      { undetectedBy: 'client-app', for: '1h' },
    ],
  },
)

scenarioTest('a client that speaks first is given a new mapping, and never knows', {
  server: echo(),
  client: asker(),
  fault: conntrackFlush({ onNextPacket: 'remap' }),
  network: { nat: true },
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '30s' },
})

scenarioTest('a strict router lets its next word through under its own address, and the server resets it', {
  server: echo(),
  client: asker(),
  fault: conntrackFlush({ onNextPacket: 'remap' }),
  network: { nat: true, sysctls: strict },
  planes: ['netns'],
  bounds: [
    { detectedBy: 'client-app', within: '1s', code: 'ECONNRESET' },
    { recoveredBy: 'client-app', within: '2s' },
  ],
})

scenarioTest('a firewall behind NAT that drops what it has forgotten leaves a client to its own deadline', {
  server: echo(),
  client: asker(),
  fault: conntrackFlush({ onNextPacket: 'drop' }),
  network: { nat: true },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '3s', notBefore: '1.9s' },
})

scenarioTest('a reset finds both ends behind NAT, each by the address that it knows', {
  server: ticker(2_000),
  client: listener(),
  fault: reset(),
  network: { nat: true },
  planes: ['netns'],
  bounds: [
    { detectedBy: 'client-kernel', within: '1s', code: 'ECONNRESET' },
    { detectedBy: 'server-kernel', within: '1s', code: 'ECONNRESET' },
  ],
})
