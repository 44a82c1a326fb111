import { powerOff, scenarioTest } from 'halfopen'
import { postgres } from 'halfopen/subjects'
import { pgbouncer, waitingPsql } from './pgbouncer.ts'

const ini = ['tcp_keepidle = 1', 'tcp_keepintvl = 1', 'tcp_keepcnt = 3']

scenarioTest("PgBouncer's own keepalive misses a dead PostgreSQL, and psql is told by the pool", {
  hosts: { db: postgres(), pool: pgbouncer(ini, 'keepalive=1/1/3'), app: waitingPsql() },
  fault: powerOff('db'),
  settleFor: '500ms',
  planes: ['netns'],
  bounds: [
    { detectedBy: 'pool-kernel', within: '5s', notBefore: '2.9s', code: 'ETIMEDOUT' },
    { detectedBy: 'app-app', within: '5s', notBefore: '2.9s' },
  ],
})
