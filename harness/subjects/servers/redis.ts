// redis-server as a server.
import { command, type Program } from '../../define/command.ts'

/**
 * It keeps nothing on disk, and looks at its clients once a second (`hz 1`), which hours of virtual time take a tenth as long by. `set`: words of its
 * command line.
 * @example redis('--tcp-keepalive', '60')
 */
export function redis(...set: readonly string[]): Program {
  const words = [
    'redis-server',
    '--bind',
    '{host}',
    '--port',
    '{port}',
    '--save',
    '',
    '--protected-mode',
    'no',
    '--hz',
    '1',
  ]
  return command([...words, ...set], {
    name: 'redis',
    needs: { 'redis-server': 'redis-server' },
    ready: /Ready to accept connections/,
  })
}
