// node-redis. `deadline`, in ms: of each question, which is raced against it, since no option of the library gives up what it has sent.
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'redis'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const { socket, deadline, ...others } = options
  const redis = createClient({ socket: { host, port, ...socket }, ...others })
  redis.on('error', error => lost('its event error', error))
  redis.on('end', () => lost('its event end'))
  await redis.connect()
  const ask = () => redis.incr('asked')
  return { ask: deadline === undefined ? ask : () => Promise.race([ask(), tooLate(deadline)]) }
})

async function tooLate(afterMs) {
  await sleep(afterMs, undefined, { ref: false })
  throw new Error(`no answer within ${afterMs} ms`)
}
