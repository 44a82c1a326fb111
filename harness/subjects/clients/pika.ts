// pika: a BlockingConnection, that looks after its heartbeats while it is idle.
import { clientKind } from '../client-kind.ts'
import { python } from '../environments/python.ts'
import { rabbitmq } from '../servers/rabbitmq.ts'

/** Of ConnectionParameters, in seconds; TCP_USER_TIMEOUT of `tcp_options` in milliseconds. */
interface PikaOptions {
  heartbeat?: number
  blocked_connection_timeout?: number
  socket_timeout?: number
  stack_timeout?: number
  tcp_options?: Readonly<Record<string, number>>
}

/**
 * pika: a BlockingConnection, that looks after its heartbeats while it is idle.
 * @example pika.client({ asks: true, set: { heartbeat: 10 } })
 */
export const pika = clientKind<PikaOptions>(python, {
  id: 'pika',
  library: 'pika',
  version: '1.4.4',
  fact: 'pika',
  program: 'pika_client',
  busyServer: 'unmeasured',
  server: rabbitmq,
  recommended: {
    set: { heartbeat: 10 },
    source: 'https://pika.readthedocs.io/en/stable/examples/heartbeat_and_blocked_timeouts.html',
  },
})
