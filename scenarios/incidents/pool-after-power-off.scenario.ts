// https://github.com/lib/pq/issues/450, https://github.com/brettwooldridge/HikariCP/issues/1289: after a failover a pool waits on its dead
// connections for a quarter of an hour, and is back only when each has been replaced.
import { powerOff, scenarioTest } from 'halfopen'
import { pgPool } from 'halfopen/subjects'

const incident = {
  server: pgPool.server(),
  fault: powerOff('server', { backAfter: '20min' }),
  state: 'data-in-flight',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest("pg's Pool as it comes waits a quarter of an hour for a switched-off database, and is back with it", {
  ...incident,
  client: pgPool.client({ asks: true }),
  bounds: [
    { detectedBy: 'client-app', within: '17min', notBefore: '15min' },
    { recoveredBy: 'client-app', within: '10s' },
  ],
})

scenarioTest('with query_timeout it gives a dead connection up after 30 s, and makes another one', {
  ...incident,
  client: pgPool.client({ asks: true, set: { query_timeout: 30_000, connectionTimeoutMillis: 10_000 } }),
  bounds: [
    { detectedBy: 'client-app', within: '31s' },
    { recoveredBy: 'client-app', within: '15s' },
  ],
})
