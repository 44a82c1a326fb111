// How long PostgreSQL keeps the session of a client that vanished, and its locks: an advisory one and that of a row. What they wait for is the same
// whatever they are. https://www.postgresql.org/docs/current/runtime-config-connection.html
import { scenarioTest } from 'halfopen'
import { postgres, psycopg } from 'halfopen/subjects'
import { vanishing } from './locks.ts'

const vanished = (...set: readonly string[]) => vanishing(postgres(...set), psycopg.client(), 'postgres_lock.py')

scenarioTest("PostgreSQL keeps a vanished client's session and its locks for more than two hours", {
  ...vanished(),
  bounds: [
    { detectedBy: 'server-kernel', within: '134min', notBefore: '131min', code: 'ETIMEDOUT' },
    { detectedBy: 'waiter-app', within: '134min', notBefore: '131min', code: 'LOCK_FREE' },
  ],
})

scenarioTest(
  "PostgreSQL ends a vanished client's session and its locks after a minute and a half where tcp_keepalives_idle says so",
  {
    ...vanished('tcp_keepalives_idle=60', 'tcp_keepalives_interval=10', 'tcp_keepalives_count=3'),
    bounds: [
      { detectedBy: 'server-kernel', within: '95s', notBefore: '88s', code: 'ETIMEDOUT' },
      { detectedBy: 'waiter-app', within: '95s', notBefore: '88s', code: 'LOCK_FREE' },
    ],
  },
)
