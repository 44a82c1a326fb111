// ioredis.
import { clientKind } from '../client-kind.ts'
import { node } from '../environments/node.ts'
import { redis } from '../servers/redis.ts'

/** https://redis.github.io/ioredis/interfaces/CommonRedisOptions.html */
interface IoredisOptions {
  keepAlive?: number
  connectTimeout?: number
  commandTimeout?: number
  socketTimeout?: number
  maxRetriesPerRequest?: number | null
}

/**
 * ioredis.
 * @example ioredis.client({ asks: true, set: { socketTimeout: 30_000, commandTimeout: 10_000 } })
 */
export const ioredis = clientKind<IoredisOptions>(node, {
  id: 'ioredis',
  library: 'ioredis',
  version: '6.0.0',
  fact: 'ioredis-6',
  server: redis,
  recommended: {
    set: { socketTimeout: 30_000, commandTimeout: 10_000 },
    source: 'https://redis.github.io/ioredis/interfaces/CommonRedisOptions.html',
  },
})
