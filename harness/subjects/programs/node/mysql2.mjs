// mysql2: one connection. `timeout`, in ms: of each query.
import mysql from 'mysql2/promise'
import { client } from './words.mjs'

await client(async ({ host, port, options: { timeout, ...options }, lost }) => {
  const db = await mysql.createConnection({ host, port, user: 'app', ...options })
  db.on('error', error => lost('its event error', error))
  db.connection.on('end', () => lost('its event end'))
  return { ask: () => db.query({ sql: 'select 1', timeout }) }
})
