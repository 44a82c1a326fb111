// https://github.com/opnsense/core/issues/4094: short answers arrive, long ones hang: a tunnel of 1,420 bytes takes shorter packets, and the message that says so
// does not come back. "The only way to get TCP to work here is with MSS clamping." What the server can do:
// https://blog.cloudflare.com/path-mtu-discovery-in-practice/
import { mtuBlackHole, scenarioTest } from 'halfopen'
import { fetcher, store } from '../mtu-black-hole/downloads.ts'

const incident = {
  server: store(),
  client: fetcher(),
  fault: mtuBlackHole({ maxBytes: 1_420 }),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('a download as it comes hangs until its reader loses patience', {
  ...incident,
  bounds: { detectedBy: 'client-app', within: '31s', notBefore: '29s' },
})

scenarioTest('with segments clamped to 1,380 bytes on the way it never meets the hole', {
  ...incident,
  network: { links: { client: { mssClamp: 1_380 } } },
  bounds: { undetectedBy: 'client-app', for: '1min' },
})

scenarioTest('with tcp_mtu_probing=1 on the server it goes on', {
  ...incident,
  network: { sysctls: { server: { 'net.ipv4.tcp_mtu_probing': 1 } } },
  bounds: { undetectedBy: 'client-app', for: '1min' },
})
