// Jedis: a pool; while it is idle it waits for a message of a subscription.
import { clientKind } from '../client-kind.ts'
import { java } from '../environments/java.ts'
import { redis } from '../servers/redis.ts'

/** Of its configuration. */
interface JedisOptions {
  socketTimeoutMillis?: number
  blockingSocketTimeoutMillis?: number
}

/**
 * Jedis: a pool; while it is idle it waits for a message of a subscription.
 * @example jedis.client({ asks: true })
 */
export const jedis = clientKind<JedisOptions>(java, {
  id: 'jedis',
  library: 'Jedis',
  version: '7.5.3',
  fact: 'jedis',
  program: 'JedisClient',
  server: redis,
})
