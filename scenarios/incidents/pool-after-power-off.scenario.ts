// https://github.com/lib/pq/issues/450, https://github.com/brettwooldridge/HikariCP/issues/1289: after a failover a pool waits on its dead
// connections for a quarter of an hour, and is back only when each has been replaced.
import { command, powerOff, scenarioTest } from 'halfopen'
import { pgPool } from 'halfopen/subjects'
import { librariesOf } from '../libraries-of.ts'

const library = pgPool.client()
const pool = (options: object) => ({
  ...command(
    [
      'node',
      `${import.meta.dirname}/programs/pool.mjs`,
      library.command.args[0] ?? '',
      '{host}',
      '{port}',
      JSON.stringify(options),
    ],
    { name: 'pool' },
  ),
  ...librariesOf(library),
})
const incident = {
  server: pgPool.server(),
  settleFor: '1.5s',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest(
  "pg's Pool as it comes waits a quarter of an hour for each connection to a switched-off database, and is back with it",
  {
    ...incident,
    client: pool({}),
    fault: powerOff('server', { backAfter: '20min' }),
    bounds: [
      { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
      { detectedBy: 'client-kernel', within: '17min', notBefore: '15min', every: true, code: 'ETIMEDOUT' },
      { recoveredBy: 'client-app', within: '136s' },
    ],
  },
)

scenarioTest('with query_timeout it gives each dead connection up after 30 s, and makes another one', {
  ...incident,
  client: pool({ query_timeout: 30_000, connectionTimeoutMillis: 10_000 }),
  fault: powerOff('server', { backAfter: '2min' }),
  bounds: [
    { detectedBy: 'client-app', within: '36s' },
    { recoveredBy: 'client-app', within: '15s' },
  ],
})
