// amqp091-go: a connection and a channel.
import { clientKind } from '../client-kind.ts'
import { go } from '../environments/go.ts'
import { rabbitmq } from '../servers/rabbitmq.ts'

/** Of amqp.Config, in seconds. */
interface Amqp091GoOptions {
  Heartbeat?: number
}

/**
 * amqp091-go: a connection and a channel.
 * @example amqp091Go.client({ asks: true, set: { Heartbeat: 5 } })
 */
export const amqp091Go = clientKind<Amqp091GoOptions>(go, {
  id: 'amqp091-go',
  library: 'amqp091-go',
  version: '1.16.0',
  fact: 'amqp091-go',
  program: 'amqp091',
  busyServer: 'unmeasured',
  server: rabbitmq,
  recommended: {
    set: { Heartbeat: 5 },
    source: 'https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Config',
  },
})
