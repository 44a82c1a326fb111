// pg: one Client.
import pg from 'pg'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const db = new pg.Client({ host, port, user: 'app', database: 'postgres', ...options })
  db.on('error', error => lost('its event error', error))
  db.on('end', () => lost('its event end'))
  await db.connect()
  return { ask: () => db.query('select 1') }
})
