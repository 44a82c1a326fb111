// pg: a Pool. It closes what nobody used for 10 s.
import pg from 'pg'
import { client } from './words.mjs'

await client(async ({ host, port, options, lost }) => {
  const pool = new pg.Pool({ host, port, user: 'app', database: 'postgres', ...options })
  pool.on('error', error => lost('its event error', error))
  return { ask: () => pool.query('select 1') }
})
