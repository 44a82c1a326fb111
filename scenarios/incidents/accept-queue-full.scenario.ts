// https://github.com/ai-dynamo/dynamo/pull/15080: a program hangs, its queue of connections is full, the kernel drops the last packet of a handshake
// without a word, and a client believes that it is connected (https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html, tcp_abort_on_overflow).
import { frozenPeer, scenarioTest } from 'halfopen'
import { client, links, server } from '../systems/overflow/overflow.ts'

const incident = { server, client, fault: frozenPeer('server'), planes: ['netns'], clock: 'virtual' } as const

scenarioTest('Linux as it comes lets a client believe in a connection that nobody has for a minute', {
  ...incident,
  network: { links },
  bounds: { detectedBy: 'client-app', within: '3min', notBefore: '60s', code: 'ECONNRESET' },
})

scenarioTest('with tcp_abort_on_overflow it is told at once', {
  ...incident,
  network: { links, sysctls: { server: { 'net.ipv4.tcp_abort_on_overflow': 1 } } },
  bounds: { detectedBy: 'client-app', within: '21s', code: 'ECONNRESET' },
})
