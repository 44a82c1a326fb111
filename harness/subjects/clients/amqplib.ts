// amqplib: a connection and a channel.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { rabbitmq } from '../servers/rabbitmq.ts'

/** `heartbeat` in seconds, and those of its socket. */
interface AmqplibOptions {
  heartbeat?: number
  timeout?: number
  keepAlive?: boolean
  keepAliveDelay?: number
}

/**
 * amqplib: a connection and a channel.
 * @example amqplib.client({ asks: true, set: { heartbeat: 10 } })
 */
export const amqplib = clientKind<AmqplibOptions>(node, {
  id: 'amqplib',
  library: 'amqplib',
  version: '2.3.1',
  fact: 'amqplib',
  busyServer: 'unmeasured',
  server: rabbitmq,
  recommended: {
    set: { heartbeat: 10 },
    source: 'https://amqp-node.github.io/amqplib/channel_api.html#connect',
  },
})
