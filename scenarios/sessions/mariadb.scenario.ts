// How long MariaDB keeps the session, and so the locks, of a client that vanished. https://mariadb.com/docs/server/server-management/variables-and-modes/server-system-variables
import { powerOff, scenarioTest } from 'halfopen'
import { mariadb, mysql2 } from 'halfopen/subjects'

const vanished = {
  client: mysql2.client(),
  fault: powerOff('client'),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest("MariaDB keeps a vanished client's session for more than two hours", {
  ...vanished,
  server: mariadb(),
  bounds: { detectedBy: 'server-kernel', within: '134min', notBefore: '131min', code: 'ETIMEDOUT' },
})

scenarioTest("MariaDB ends a vanished client's session after a minute and a half where tcp_keepalive_time says so", {
  ...vanished,
  server: mariadb('--tcp-keepalive-time=60', '--tcp-keepalive-interval=10', '--tcp-keepalive-probes=3'),
  bounds: { detectedBy: 'server-kernel', within: '95s', notBefore: '88s', code: 'ETIMEDOUT' },
})
