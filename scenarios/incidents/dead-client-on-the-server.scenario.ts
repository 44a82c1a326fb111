// https://github.com/hapostgres/pg_auto_failover/issues/1028: a server keeps the session of a client that is gone, with its locks, for two hours.
// What the client sets does not help: only the server's own keepalive does.
import { powerOff, scenarioTest } from 'halfopen'
import { pg, postgres } from 'halfopen/subjects'

const incident = {
  client: pg.client({ set: { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } }),
  fault: powerOff('client'),
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest("PostgreSQL as it comes keeps a vanished client's session for two hours, whatever the client has set", {
  ...incident,
  server: postgres(),
  bounds: { detectedBy: 'server-kernel', within: '134min', notBefore: '2h', code: 'ETIMEDOUT' },
})

scenarioTest('with tcp_keepalives_idle=60, interval=10 and count=3 for 91 s', {
  ...incident,
  server: postgres('tcp_keepalives_idle=60', 'tcp_keepalives_interval=10', 'tcp_keepalives_count=3'),
  bounds: { detectedBy: 'server-kernel', within: '92s', code: 'ETIMEDOUT' },
})
