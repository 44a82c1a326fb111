// ioredis.
import { Redis } from 'ioredis'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const redis = new Redis({ host, port, ...options })
  redis.on('error', error => lost('its event error', error))
  redis.on('close', () => lost('its event close'))
  return { ask: () => redis.incr('asked') }
})
