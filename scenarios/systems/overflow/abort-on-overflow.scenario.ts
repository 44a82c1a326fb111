import { frozenPeer, scenarioTest } from 'halfopen'
import { client, links, server } from './overflow.ts'

scenarioTest('with tcp_abort_on_overflow it is reset at once', {
  server,
  client,
  fault: frozenPeer('server'),
  network: { links, sysctls: { server: { 'net.ipv4.tcp_abort_on_overflow': 1 } } },
  planes: ['netns'],
  bounds: { detectedBy: 'client-app', within: '21s', code: 'ECONNRESET' },
})
