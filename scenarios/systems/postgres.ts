// Debian's PostgreSQL 15 as a server of scenarios, and psql as its client.
import { command, type Program } from 'halfopen'

const bin = '/usr/lib/postgresql/15/bin'

/** A database cluster of its own, made before the server starts: anybody may connect as `app` to the database `postgres`. */
export function postgres(): Program {
  return command(`${bin}/postgres -D {dir}/data -h {host} -p {port} -k {dir} -c hba_file={dir}/hba.conf -c fsync=off`, {
    user: 'postgres',
    needs: { [`${bin}/postgres`]: 'postgresql-15' },
    before: `${bin}/initdb -D {dir}/data -A trust -U app`,
    files: { 'hba.conf': 'host all all all trust' },
    ready: /ready to accept/,
  })
}

/** What a psql needs. */
export const psqlNeeds = { psql: 'postgresql-client-15' }
