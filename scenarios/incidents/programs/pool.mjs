// pg's Pool of ten connections that are all in use: ten questions at once every 5 s, `pool.mjs MODULES HOST PORT OPTIONS-JSON`, where MODULES is a file beside
// whose node_modules pg lies. Says `lost` when one has failed, and `recovered` when all ten are answered at once again.
import { createRequire } from 'node:module'

const [modules, host, port, options] = process.argv.slice(2)
const { Pool } = createRequire(modules)('pg')
const size = 10
const pool = new Pool({ host, port, user: 'app', database: 'postgres', max: size, ...JSON.parse(options) })
const say = (kind, code) => console.log(JSON.stringify({ halfopen: kind, code }))
pool.on('error', () => {})
let well
const round = async () => {
  const answers = Array.from({ length: size }, () => pool.query('select pg_sleep(0.1)'))
  for (const answer of answers)
    answer.catch(({ code }) => {
      if (well) say('lost', code)
      well = false
    })
  const failed = (await Promise.allSettled(answers)).some(({ status }) => status === 'rejected')
  if (!failed && !well) say(well === undefined ? 'connected' : 'recovered')
  if (!failed) well = true
  setTimeout(round, 5_000)
}
await round()
