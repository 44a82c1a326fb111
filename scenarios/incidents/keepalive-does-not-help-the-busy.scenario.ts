// https://github.com/porsager/postgres/issues/1089: everything is dropped, `await sql` never returns although keep_alive is set. Keepalive is off
// while data is unacknowledged: the kernel's retransmissions decide.
import { blackHole, scenarioTest } from 'halfopen'
import { postgresjs } from 'halfopen/subjects'

const incident = {
  server: postgresjs.server(),
  client: postgresjs.client({ asks: true, set: { keep_alive: 10 } }),
  fault: blackHole(),
  state: 'data-in-flight',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest(
  'postgres.js with keep_alive=10 waits for a question that was sent into the hole for a quarter of an hour',
  {
    ...incident,
    bounds: { detectedBy: 'client-app', within: '17min', notBefore: '15min', code: 'ETIMEDOUT' },
  },
)

scenarioTest('with tcp_retries2=5 on its host it hears within 20 s', {
  ...incident,
  network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 5 } } },
  bounds: { detectedBy: 'client-app', within: '20s', code: 'ETIMEDOUT' },
})
