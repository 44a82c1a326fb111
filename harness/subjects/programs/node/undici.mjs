// undici: an Agent with options of its own.
import { Agent, request } from 'undici'
import { client } from './words.mjs'

await client(async ({ host, port, options }) => {
  const dispatcher = new Agent(options)
  return { ask: async () => await (await request(`http://${host}:${port}/`, { dispatcher })).body.text() }
})
