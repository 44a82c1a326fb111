import { command, powerOff, scenarioTest } from 'halfopen'

const bin = '/usr/lib/postgresql/15/bin'
const server = command(`${bin}/postgres -D {dir}/data -h {host} -p {port} -k {dir} -c fsync=off`, {
  user: 'postgres',
  before: `${bin}/initdb -D {dir}/data -A trust -U app`,
  ready: /ready to accept/,
})

scenarioTest('psql hears of a switched-off PostgreSQL within 15 s', {
  server,
  client: command(`psql -h {host} -p {port} -U app -d postgres -c "set tcp_keepalives_idle=1"`),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-kernel', within: '15s' },
})
