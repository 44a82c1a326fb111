import { command, powerOff, scenarioTest } from 'halfopen'

const bin = '/usr/lib/postgresql/15/bin'
const server = command(
  `${bin}/postgres -D {dir}/data -h {host} -p {port} -k {dir} -c hba_file={dir}/hba.conf -c fsync=off`,
  {
    user: 'postgres',
    needs: { [`${bin}/postgres`]: 'postgresql-15' },
    before: `${bin}/initdb -D {dir}/data -A trust -U app`,
    files: { 'hba.conf': 'host all all all trust' },
    ready: /ready to accept/,
  },
)

scenarioTest('psql that waits for an answer hears of a switched-off PostgreSQL by its keepalive within 6 s', {
  server,
  client: command(
    `psql -At "host={host} port={port} user=app dbname=postgres keepalives_idle=1 keepalives_interval=1 keepalives_count=3"
      -c "select 'connected'" -c "select pg_sleep(100000)"`,
    {
      connected: /^connected$/,
      lost: /could not receive data from server: (?<code>.*)/,
      settings: 'keepalive=1/1/3',
      needs: { psql: 'postgresql-client-15' },
    },
  ),
  fault: powerOff('server'),
  settleFor: '500ms', // so that the question is acknowledged when the power goes
  bounds: { detectedBy: 'client-app', within: '6s' },
})
