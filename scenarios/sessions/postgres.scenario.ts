// How long PostgreSQL keeps the session of a client that vanished, and its locks: an advisory one and that of a row. What they wait for is the same
// whatever they are. https://www.postgresql.org/docs/current/runtime-config-connection.html
import { scenarioTest } from 'halfopen'
import { postgres, psycopg } from 'halfopen/subjects'
import { freedByKernel, vanishing } from './locks.ts'

const vanished = (...set: readonly string[]) => vanishing(postgres(...set), psycopg.client(), 'postgres_lock.py')

scenarioTest("PostgreSQL keeps a vanished client's session and its locks for more than two hours", {
  ...vanished(),
  bounds: freedByKernel('131min', '134min'),
})

scenarioTest(
  "PostgreSQL ends a vanished client's session and its locks after a minute and a half where tcp_keepalives_idle says so",
  {
    ...vanished('tcp_keepalives_idle=60', 'tcp_keepalives_interval=10', 'tcp_keepalives_count=3'),
    bounds: freedByKernel('88s', '95s'),
  },
)
