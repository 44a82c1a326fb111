// Debian's PostgreSQL 15 as a server.
import { command, type Program } from '../../define/command.ts'

const bin = '/usr/lib/postgresql/15/bin'

/**
 * A database cluster of its own, made before the server starts: anybody may connect as `app` to the database `postgres`. `set`: settings.
 * @example postgres('tcp_keepalives_idle=60')
 */
export function postgres(...set: readonly string[]): Program {
  const server = `${bin}/postgres -D {dir}/data -h {host} -p {port} -k {dir} -c hba_file={dir}/hba.conf -c fsync=off`
  return command([server, ...set.map(one => `-c ${one}`)].join(' '), {
    name: 'postgres',
    user: 'postgres',
    needs: { [`${bin}/postgres`]: 'postgresql-15' },
    files: { 'hba.conf': 'host all all all trust\n' },
    before: `${bin}/initdb -D {dir}/data -A trust -U app --wal-segsize=1`,
    ready: /ready to accept/,
  })
}
