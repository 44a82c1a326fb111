import { command, powerOff, scenarioTest } from 'halfopen'
import { postgres } from 'halfopen/subjects'
import { psqlNeeds } from './postgres.ts'

scenarioTest('psql that waits for an answer hears of a switched-off PostgreSQL by its keepalive within 6 s', {
  server: postgres(),
  client: command(
    `psql -At "host={host} port={port} user=app dbname=postgres keepalives_idle=1 keepalives_interval=1 keepalives_count=3"
      -c "select 'connected'" -c "select pg_sleep(100000)"`,
    {
      connected: /^connected$/,
      lost: /could not receive data from server: (?<code>.*)/,
      settings: 'keepalive=1/1/3',
      needs: psqlNeeds,
    },
  ),
  fault: powerOff('server'),
  settleFor: '500ms', // so that the question is acknowledged when the power goes
  bounds: { detectedBy: 'client-app', within: '6s', notBefore: '2.9s' },
})
