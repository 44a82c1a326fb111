// nats.go.
import { clientKind } from '../client-kind.ts'
import { go } from '../environments/go.ts'
import { natsServer } from '../servers/nats.ts'

/** By the names of nats.Options, in seconds, and how long its FlushTimeout waits for an answer. */
interface NatsGoOptions {
  PingInterval?: number
  MaxPingsOut?: number
  FlushTimeout?: number
  Timeout?: number
}

/**
 * nats.go.
 * @example natsGo.client({ asks: true, set: { PingInterval: 10, MaxPingsOut: 2 } })
 */
export const natsGo = clientKind<NatsGoOptions>(go, {
  id: 'nats-go',
  library: 'nats.go',
  version: '1.55.0',
  fact: 'nats-go',
  jitter: 'up to 100 ms more before each connect',
  program: 'natsgo',
  server: natsServer,
  recommended: {
    set: { PingInterval: 10, MaxPingsOut: 2 },
    source: 'https://docs.nats.io/using-nats/developer/connecting/pingpong',
  },
})
