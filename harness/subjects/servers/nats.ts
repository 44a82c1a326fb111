// nats-server as a server.
import { command, type Program } from '../../define/command.ts'
import { placeOf } from './place.ts'

/**
 * As it comes. `lines`: of its configuration.
 * @example natsServer('ping_interval: "10s"')
 */
export function natsServer(...lines: readonly string[]): Program {
  const server = placeOf('nats-server', '/usr/sbin/nats-server')
  return command([server, '-a', '{host}', '-p', '{port}', '-c', '{dir}/nats.conf'], {
    name: 'nats-server',
    needs: { [server]: 'nats-server' },
    files: { 'nats.conf': lines.map(line => `${line}\n`).join('') },
    ready: /Server is ready/,
  })
}
