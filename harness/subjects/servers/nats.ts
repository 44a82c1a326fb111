// nats-server as a server.
import { command, type Program } from '../../define/command.ts'

/**
 * As it comes. `lines`: of its configuration.
 * @example natsServer('ping_interval: "10s"')
 */
export function natsServer(...lines: readonly string[]): Program {
  return command('/usr/sbin/nats-server -a {host} -p {port} -c {dir}/nats.conf', {
    name: 'nats-server',
    needs: { '/usr/sbin/nats-server': 'nats-server' },
    files: { 'nats.conf': lines.map(line => `${line}\n`).join('') },
    ready: /Server is ready/,
  })
}
