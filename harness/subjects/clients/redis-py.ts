// redis-py; while it is idle it waits for a message of a subscription.
import { clientKind } from '../client-kind.ts'
import { python } from '../environments/python.ts'
import { redis } from '../servers/redis.ts'

/** https://redis.readthedocs.io/en/stable/connections.html, in seconds; constants of Python's socket by their names, and null for None */
interface RedisPyOptions {
  socket_timeout?: number | null
  socket_connect_timeout?: number
  socket_keepalive?: boolean
  socket_keepalive_options?: Readonly<Record<string, number>>
  health_check_interval?: number
  retry?: null
}

/**
 * redis-py; while it is idle it waits for a message of a subscription.
 * @example redisPy.client({ asks: true, set: { socket_timeout: 5, health_check_interval: 10 } })
 */
export const redisPy = clientKind<RedisPyOptions>(python, {
  id: 'redis-py',
  library: 'redis',
  version: '8.1.0',
  fact: 'redis-py',
  jitter: 'its pauses between connects',
  program: 'redis_client',
  server: redis,
  recommended: {
    set: { socket_timeout: 5, health_check_interval: 10 },
    source: 'https://redis.readthedocs.io/en/stable/connections.html',
  },
})
