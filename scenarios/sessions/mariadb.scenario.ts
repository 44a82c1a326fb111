// How long MariaDB keeps the session of a client that vanished, and its lock. https://mariadb.com/docs/server/server-management/variables-and-modes/server-system-variables
import { scenarioTest } from 'halfopen'
import { mariadb, pymysql } from 'halfopen/subjects'
import { freedByKernel, vanishing } from './locks.ts'

const vanished = (...set: readonly string[]) => vanishing(mariadb(...set), pymysql.client(), 'mariadb_lock.py')

scenarioTest("MariaDB keeps a vanished client's session and its lock for more than two hours", {
  ...vanished(),
  bounds: freedByKernel('131min', '134min'),
})

scenarioTest(
  "MariaDB ends a vanished client's session and its lock after a minute and a half where tcp_keepalive_time says so",
  {
    ...vanished('--tcp-keepalive-time=60', '--tcp-keepalive-interval=10', '--tcp-keepalive-probes=3'),
    bounds: freedByKernel('88s', '95s'),
  },
)
