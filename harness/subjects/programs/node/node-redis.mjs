// node-redis.
import { createClient } from 'redis'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const { socket, ...others } = options
  const redis = createClient({ socket: { host, port, ...socket }, ...others })
  redis.on('error', error => lost('its event error', error))
  redis.on('end', () => lost('its event end'))
  await redis.connect()
  return { ask: () => redis.incr('asked') }
})
