import { powerOff, scenarioTest } from 'halfopen'
import { postgres } from 'halfopen/subjects'
import { busyPsql, pgbouncer } from './pgbouncer.ts'

scenarioTest("PgBouncer's query_timeout tells psql of a dead PostgreSQL, before any kernel has missed it", {
  hosts: { db: postgres(), pool: pgbouncer(['query_timeout = 3'], 'linux,request-timeout=3s'), app: busyPsql() },
  fault: powerOff('db'),
  planes: ['netns'],
  bounds: [
    { detectedBy: 'app-app', within: '6s', notBefore: '2.9s' },
    { detectedBy: 'wire:app>pool', within: '6s', notBefore: '2.9s' },
  ],
})
