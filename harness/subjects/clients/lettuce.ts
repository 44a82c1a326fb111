// Lettuce: one connection.
import { clientKind } from '../client-kind.ts'
import { java } from '../environments/java.ts'
import { redis } from '../servers/redis.ts'

/** `keepAlive` of SocketOptions, one number for idle and interval, and the timeout of a command, in seconds. */
interface LettuceOptions {
  keepAlive?: number | { idle: number; interval: number; count: number }
  timeout?: number
}

/**
 * Lettuce: one connection.
 * @example lettuce.client({ asks: true, set: { keepAlive: 5, timeout: 10 } })
 */
export const lettuce = clientKind<LettuceOptions>(java, {
  id: 'lettuce',
  library: 'Lettuce',
  version: '7.7.0',
  fact: 'lettuce',
  program: 'LettuceClient',
  server: redis,
  recommended: {
    set: { keepAlive: 5, timeout: 10 },
    source: 'https://redis.io/docs/latest/develop/clients/lettuce/produsage/',
  },
})
