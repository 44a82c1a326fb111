// Debian's PostgreSQL 15 as a server of scenarios, and psql as its client.
import { command, type Program } from 'halfopen'

const bin = '/usr/lib/postgresql/15/bin'
const server = `${bin}/postgres -D {dir}/data -h {host} -p {port} -k {dir} -c hba_file={dir}/hba.conf -c fsync=off`
const common = {
  user: 'postgres',
  needs: { [`${bin}/postgres`]: 'postgresql-15' },
  files: { 'hba.conf': 'host all all all trust\nhost replication all all trust\n' },
  ready: /ready to accept/,
}

/** A database cluster of its own, made before the server starts: anybody may connect as `app` to the database `postgres`. `set`: settings. */
export function postgres(...set: readonly string[]): Program {
  const before = `${bin}/initdb -D {dir}/data -A trust -U app --wal-segsize=1`
  return command([server, ...set.map(one => `-c ${one}`)].join(' '), { ...common, before })
}

/** A hot standby of the host `of`, copied from it before it starts, with an address of its own. */
export function postgresStandby(of: string): Program {
  const before = `${bin}/pg_basebackup -h {${of}.host} -p {${of}.port} -U app -D {dir}/data -R -c fast`
  return command(server, { ...common, before })
}

/** What makes a standby the primary, run on its host. */
export const promotion = `${bin}/pg_ctl promote -D {dir}/data`

/** What a psql needs. */
export const psqlNeeds = { psql: 'postgresql-client-15' }
