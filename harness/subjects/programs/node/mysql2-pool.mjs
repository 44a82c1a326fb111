// mysql2: a pool.
import mysql from 'mysql2/promise'
import { client } from './words.mjs'

await client(async ({ host, port, options }) => {
  const pool = mysql.createPool({ host, port, user: 'app', ...options })
  return { ask: () => pool.query('select 1') }
})
