// go-redis; while it is idle it waits for a message of a subscription.
import { clientKind } from '../client-kind.ts'
import { type GoDialer, go } from '../environments/go.ts'
import { redis } from '../servers/redis.ts'

/** By the names of redis.Options, in seconds; `Dialer` by those of net.Dialer. */
interface GoRedisOptions {
  ReadTimeout?: number
  DialTimeout?: number
  MaxRetries?: number
  DialerRetries?: number
  Dialer?: GoDialer
}

/**
 * go-redis; while it is idle it waits for a message of a subscription.
 * @example goRedis.client({ asks: true, set: { ReadTimeout: 2, DialTimeout: 2, MaxRetries: 1 } })
 */
export const goRedis = clientKind<GoRedisOptions>(go, {
  id: 'go-redis',
  library: 'go-redis',
  version: '9.23.0',
  fact: 'go-redis',
  jitter: 'its pauses between connects',
  program: 'goredis',
  server: redis,
  recommended: {
    set: { ReadTimeout: 2, DialTimeout: 2, MaxRetries: 1 },
    source: 'https://redis.io/docs/latest/develop/clients/go/produsage/',
  },
})
