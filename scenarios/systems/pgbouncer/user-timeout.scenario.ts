import { powerOff, scenarioTest } from 'halfopen'
import { postgres } from 'halfopen/subjects'
import { busyPsql, pgbouncer } from './pgbouncer.ts'

scenarioTest("PgBouncer's tcp_user_timeout ends a question that a dead PostgreSQL never acknowledged", {
  hosts: { db: postgres(), pool: pgbouncer(['tcp_user_timeout = 5000'], 'linux,user-timeout=5s'), app: busyPsql() },
  fault: powerOff('db'),
  planes: ['netns'],
  bounds: [
    { detectedBy: 'pool-kernel', within: '8s', notBefore: '4.5s', code: 'ETIMEDOUT' },
    { detectedBy: 'app-app', within: '8s', notBefore: '4.5s' },
  ],
})
