// https://github.com/npgsql/npgsql/issues/1596, https://github.com/pgjdbc/pgjdbc/issues/1508: a query that takes longer than a firewall's patience
// is never answered: the connection says nothing while it runs, and is forgotten. Keepalive during the query keeps it.
import { command, idleFirewall, scenarioTest } from 'halfopen'
import { postgres } from 'halfopen/subjects'

const asking = (set: string) =>
  command(
    `psql -At "host={host} port={port} user=app dbname=postgres ${set}" -c "select 'connected'" -c "select pg_sleep(600)" -c "select 'answered'"`,
    {
      name: 'psql',
      connected: /^connected$/,
      lost: /could not receive data|closed/,
      needs: { psql: 'postgresql-client-15' },
    },
  )
const incident = {
  server: postgres(),
  fault: idleFirewall({ idle: '2min' }),
  settleFor: '1s',
  planes: ['netns'],
  clock: 'virtual',
} as const

scenarioTest('psql as it comes waits for the answer of a query of ten minutes behind a firewall for hours', {
  ...incident,
  client: asking(''),
  bounds: [
    { undetectedBy: 'client-app', for: '2h' },
    { detectedBy: 'server-kernel', within: '30min', notBefore: '15min', code: 'ETIMEDOUT' },
  ],
})

scenarioTest('with keepalives_idle=60 the firewall never forgets it', {
  ...incident,
  client: asking('keepalives_idle=60'),
  bounds: { undetectedBy: 'client-app', for: '3min' },
})
