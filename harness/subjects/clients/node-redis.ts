// node-redis.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { redis } from '../servers/redis.ts'

/** https://github.com/redis/node-redis/blob/master/docs/client-configuration.md, and `deadline`, in ms, of each question. */
interface NodeRedisOptions {
  deadline?: number
  pingInterval?: number
  commandOptions?: { timeout?: number }
  socket?: { keepAlive?: boolean; keepAliveInitialDelay?: number; socketTimeout?: number; connectTimeout?: number }
}

/**
 * node-redis.
 * @example nodeRedis.client({ asks: true, set: { pingInterval: 10_000, socket: { socketTimeout: 30_000 } } })
 */
export const nodeRedis = clientKind<NodeRedisOptions>(node, {
  id: 'node-redis',
  library: 'redis',
  version: '6.3.1',
  fact: 'node-redis-6',
  jitter: 'up to 200 ms more before each connect',
  server: redis,
  recommended: {
    set: { pingInterval: 10_000, socket: { socketTimeout: 30_000 } },
    source: 'https://github.com/redis/node-redis/blob/master/docs/client-configuration.md',
  },
  worse: {
    set: { pingInterval: 10_000, commandOptions: { timeout: 0 } },
    source: 'https://github.com/redis/node-redis/blob/master/docs/client-configuration.md',
  },
})
