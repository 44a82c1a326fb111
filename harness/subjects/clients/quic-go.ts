// quic-go: one connection, and a stream on which it has asked once.

import { type QuicOptions, quicClient, quicServer } from '../quic.ts'
import { reader } from '../reader.ts'

/**
 * quic-go: one connection.
 * @example quicGo.client({ set: { idleTimeout: '60s', keepAlive: '20s' } })
 */
export const quicGo = reader<QuicOptions>({
  id: 'quic-go',
  library: 'quic-go',
  version: '0.65.0',
  language: 'Go',
  server: () => quicServer(),
  reads: set => quicClient(set),
  recommended: { set: { keepAlive: '10s' }, source: 'https://pkg.go.dev/github.com/quic-go/quic-go#Config' },
})
