// https://github.com/pgbouncer/pgbouncer/issues/138, https://github.com/redis/lettuce/issues/2082: packets are dropped, and what waits for them is
// stuck for 15 minutes in spite of keepalive. TCP_USER_TIMEOUT was added to both.
import { powerOff, scenarioTest } from 'halfopen'
import { psycopg } from 'halfopen/subjects'

const keepalives = { keepalives_idle: 10, keepalives_interval: 5, keepalives_count: 3 }
const incident = {
  server: psycopg.server(),
  fault: powerOff('server'),
  state: 'data-in-flight',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('psycopg with keepalives waits for a question in flight for a quarter of an hour', {
  ...incident,
  client: psycopg.client({ asks: true, set: keepalives }),
  bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min' },
})

scenarioTest('with tcp_user_timeout=25000 beside them it hears within 27 s', {
  ...incident,
  client: psycopg.client({ asks: true, set: { ...keepalives, tcp_user_timeout: 25_000 } }),
  bounds: { detectedBy: 'client-app', within: '27s' },
})
