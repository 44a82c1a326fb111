// mosquitto, a broker of MQTT, as a server.
import { command, type Program } from '../../define/command.ts'
import { placeOf } from './place.ts'

/**
 * Anybody may connect. `lines`: of its configuration.
 * @example mosquitto('max_keepalive 60')
 */
export function mosquitto(...lines: readonly string[]): Program {
  const own = ['listener {port} {host}', 'allow_anonymous true', ...lines]
  const server = placeOf('mosquitto', '/usr/sbin/mosquitto')
  return command([server, '-c', '{dir}/mosquitto.conf'], {
    name: 'mosquitto',
    needs: { [server]: 'mosquitto' },
    files: { 'mosquitto.conf': own.map(line => `${line}\n`).join('') },
    ready: /mosquitto version .* running/,
  })
}
