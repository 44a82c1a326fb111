// MariaDB as a server.
import { command, type Program } from '../../define/command.ts'
import { copyOf, madeData } from './made-data.ts'
import { placeOf } from './place.ts'

/**
 * Anybody may connect as `app`, without a password. `set`: options of mariadbd.
 * @example mariadb('--wait-timeout=60')
 */
export function mariadb(...set: readonly string[]): Program {
  const data = madeData({
    name: 'mariadb',
    file: placeOf('mariadb-install-db', '/usr/bin/mariadb-install-db'),
    args: folder => [
      ...['--no-defaults', `--datadir=${folder}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
      ...small,
    ],
    user: 'mysql',
  })
  const server = placeOf('mariadbd', '/usr/sbin/mariadbd')
  const words = [
    ...[server, '--no-defaults', '--datadir={dir}/data', '--tmpdir={dir}', '--socket={dir}/socket'],
    ...['--pid-file={dir}/pid', '--bind-address={host}', '--port={port}', '--init-file={dir}/init.sql'],
    ...['--skip-name-resolve', '--innodb-buffer-pool-size=16M', '--innodb-buffer-pool-size-max=64M'],
    ...['--innodb-flush-log-at-trx-commit=0', '--performance-schema=off', ...small],
  ]
  const program = command([...words, ...set], {
    name: 'mariadb',
    user: 'mysql',
    needs: { [server]: 'mariadb-server' },
    files: { 'init.sql': "CREATE OR REPLACE USER 'app'@'%';\n" },
    before: copyOf(data, 'mysql'),
    ready: /ready for connections/,
    memory: '128MB',
    yields: true,
  })
  return { ...program, prepare: data.prepare }
}

/** Of its log and its data: what is laid out for them is copied for each run. */
const small = ['--innodb-log-file-size=4M', '--innodb-data-file-path=ibdata1:4M:autoextend']
