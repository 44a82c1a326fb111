// Node's fetch. `timeout`, in ms: an AbortSignal for each request.
import { client } from './words.mjs'

await client(async ({ host, port, options: { timeout } }) => ({
  ask: async () => {
    const signal = timeout === undefined ? undefined : AbortSignal.timeout(timeout)
    await (await fetch(`http://${host}:${port}/`, { signal })).text()
  },
}))
