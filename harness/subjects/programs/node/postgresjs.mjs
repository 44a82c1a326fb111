// postgres.js, with one connection.
import postgres from 'postgres'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const onclose = () => lost('its onclose')
  const sql = postgres({ host, port, user: 'app', database: 'postgres', max: 1, onclose, ...options })
  return { ask: () => sql`select 1` }
})
