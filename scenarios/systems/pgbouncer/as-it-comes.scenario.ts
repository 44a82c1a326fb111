import { powerOff, scenarioTest } from 'halfopen'
import { postgres } from 'halfopen/subjects'
import { pgbouncer, waitingPsql } from './pgbouncer.ts'

scenarioTest(
  "behind PgBouncer as it comes the app's own keepalive talks to the pool, and nobody misses a dead PostgreSQL for 2 h",
  {
    hosts: { db: postgres(), pool: pgbouncer([], 'linux'), app: waitingPsql() },
    fault: powerOff('db'),
    settleFor: '500ms',
    planes: ['netns'],
    clock: 'virtual',
    bounds: [
      { undetectedBy: 'app-app', for: '2h' },
      { undetectedBy: 'app-kernel', for: '2h' },
      { undetectedBy: 'wire:app>pool', for: '2h' },
      { detectedBy: 'pool-kernel', within: '134min', notBefore: '131min', code: 'ETIMEDOUT' },
    ],
  },
)
