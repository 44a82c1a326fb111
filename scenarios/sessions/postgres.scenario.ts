// How long PostgreSQL keeps the session, and so the locks, of a client that vanished. https://www.postgresql.org/docs/current/runtime-config-connection.html
import { powerOff, scenarioTest } from 'halfopen'
import { pg, postgres } from 'halfopen/subjects'

const vanished = { client: pg.client(), fault: powerOff('client'), planes: ['netns'], clock: 'virtual' } as const

scenarioTest("PostgreSQL keeps a vanished client's session for more than two hours", {
  ...vanished,
  server: postgres(),
  bounds: { detectedBy: 'server-kernel', within: '134min', notBefore: '131min', code: 'ETIMEDOUT' },
})

scenarioTest(
  "PostgreSQL ends a vanished client's session after a minute and a half where tcp_keepalives_idle says so",
  {
    ...vanished,
    server: postgres('tcp_keepalives_idle=60', 'tcp_keepalives_interval=10', 'tcp_keepalives_count=3'),
    bounds: { detectedBy: 'server-kernel', within: '95s', notBefore: '88s', code: 'ETIMEDOUT' },
  },
)
