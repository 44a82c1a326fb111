// RabbitMQ as a server of one node.
import { command, type Program } from '../../define/command.ts'

/** One core's worth of Erlang that does not spin while it waits, and no name server beside it: it starts in half the time. */
const erlang = [
  ...['+S 1:1', '+SDcpu 1:1', '+SDio 1', '+A 1', '+sbwt none', '+sbwtdcpu none', '+sbwtdio none'],
  ...['-start_epmd false', '-erl_epmd_port 25672'],
]

/**
 * Anybody may connect as `app` with the password `app`. `lines`: of its configuration.
 * @example rabbitmq('heartbeat = 10')
 */
export function rabbitmq(...lines: readonly string[]): Program {
  const own = [
    ...['listeners.tcp.default = {host}:{port}', 'default_user = app', 'default_pass = app', 'loopback_users = none'],
    ...['log.console = true', 'log.file = false', ...lines],
  ]
  return command('/usr/lib/rabbitmq/bin/rabbitmq-server', {
    name: 'rabbitmq',
    needs: { '/usr/lib/rabbitmq/bin/rabbitmq-server': 'rabbitmq-server' },
    files: { 'rabbitmq.conf': own.map(line => `${line}\n`).join(''), enabled_plugins: '[].\n' },
    env: {
      HOME: '{dir}',
      RABBITMQ_NODENAME: 'rabbit@localhost',
      RABBITMQ_MNESIA_BASE: '{dir}/mnesia',
      RABBITMQ_LOG_BASE: '{dir}/log',
      RABBITMQ_CONFIG_FILE: '{dir}/rabbitmq.conf',
      RABBITMQ_ENABLED_PLUGINS_FILE: '{dir}/enabled_plugins',
      RABBITMQ_PID_FILE: '{dir}/pid',
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: erlang.join(' '),
    },
    ready: /Server startup complete/,
    memory: '160MB',
  })
}
