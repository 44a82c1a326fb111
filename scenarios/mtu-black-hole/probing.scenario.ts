import { mtuBlackHole, scenarioTest } from 'halfopen'
import { fetcher, store } from './downloads.ts'

scenarioTest('a server that probes for the path finds the segments that pass (tcp_mtu_probing=1)', {
  server: store(),
  client: fetcher(),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  network: { sysctls: { server: { 'net.ipv4.tcp_mtu_probing': 1 } } },
  planes: ['netns'],
  clock: 'virtual',
  bounds: { undetectedBy: 'client-app', for: '1m' },
})

scenarioTest('a server that begins with small segments is not even slowed down (tcp_mtu_probing=2), over IPv6', {
  server: store(),
  client: fetcher(),
  fault: mtuBlackHole({ maxBytes: 1_480 }),
  network: { family: 6, sysctls: { server: { 'net.ipv4.tcp_mtu_probing': 2 } } },
  planes: ['netns'],
  clock: 'virtual',
  bounds: { undetectedBy: 'client-app', for: '1m' },
})
