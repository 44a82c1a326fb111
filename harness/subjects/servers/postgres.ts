// PostgreSQL 15 as a server, or another version where only that is on the PATH.
import { dirname } from 'node:path'
import { command, type Program } from '../../define/command.ts'
import { copyOf, madeData } from './made-data.ts'
import { placeOf } from './place.ts'

const kegs = ['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew'].map(
  brew => `${brew}/opt/postgresql@15/bin/postgres`,
)
const bin = dirname(placeOf('/usr/lib/postgresql/15/bin/postgres', ...kegs, 'postgres'))
/** What looks after its own house wakes up so rarely that hours of virtual time pass in a moment; none of it is about connections. */
const quiet = ['autovacuum=off', 'bgwriter_delay=10s', 'wal_writer_delay=10s', 'checkpoint_timeout=1d']
const common = {
  name: 'postgres',
  user: 'postgres',
  needs: { [`${bin}/postgres`]: 'postgresql-15' },
  files: { 'hba.conf': 'host all all all trust\nhost replication all all trust\n' },
  ready: /ready to accept/,
}

/**
 * A database cluster of its own: anybody may connect as `app` to the database `postgres`. `set`: settings.
 * @example postgres('tcp_keepalives_idle=60')
 */
export function postgres(...set: readonly string[]): Program {
  const data = madeData({
    name: 'postgres',
    file: `${bin}/initdb`,
    args: folder => ['-D', folder, '-A', 'trust', '-U', 'app', '--wal-segsize=1', '--no-sync'],
    user: 'postgres',
  })
  const before = copyOf(data, 'postgres')
  return { ...command(lineOf([...quiet, ...set]), { ...common, before }), prepare: data.prepare }
}

/**
 * A hot standby of the host `of`, copied from it before it starts, with an address of its own.
 * @example postgresStandby('a')
 */
export function postgresStandby(of: string): Program {
  const before = `${bin}/pg_basebackup -h {${of}.host} -p {${of}.port} -U app -D {dir}/data -R -c fast`
  return command(lineOf([]), { ...common, before })
}

/**
 * What makes a standby the primary, run on its host as the user postgres.
 * @example const faults = [at('0s', powerOff('a')), at('5s', run('b', postgresPromotion, { user: 'postgres' }))]
 */
export const postgresPromotion = `${bin}/pg_ctl promote -D {dir}/data`

function lineOf(set: readonly string[]): string {
  const line = `${bin}/postgres -D {dir}/data -h {host} -p {port} -k {dir} -c hba_file={dir}/hba.conf -c fsync=off`
  return [line, ...set.map(one => `-c ${one}`)].join(' ')
}
