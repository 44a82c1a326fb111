// Debian's RabbitMQ as a server, started by Erlang itself: what its scripts do besides takes a guest half a minute.
import { command, type Program } from '../../define/command.ts'

/**
 * Anybody may connect as `app`, password `app`. Without plugins, clustering, monitors and configuration files, each of which costs seconds or goes on
 * for virtual hours. `set`: further terms of its application `rabbit`.
 * @example rabbitmq('{heartbeat, 10}')
 */
export function rabbitmq(...set: readonly string[]): Program {
  const own = ['erl', '-noinput', '-boot', 'start_sasl', '-config', '{dir}/rabbitmq', '-pa', '{dir}/ebin', ...withoutDf]
  return command([...own, ...oneThread, ...withoutEpmd, '-s', 'rabbit', 'boot'], {
    name: 'rabbitmq',
    needs: { erl: 'erlang-base', '/usr/lib/rabbitmq/bin/rabbitmq-server': 'rabbitmq-server' },
    env: { HOME: '{dir}', ERL_LIBS: '{dir}/lib', SYS_PREFIX: '', ...places },
    files: { 'rabbitmq.config': terms(set), enabled_plugins: '[].\n', 'rabbitmq-env.conf': '' },
    before: { run: modulesInOneFolder, shell: true },
    ready: /Server startup complete/,
    memory: '128MB',
  })
}

const oneThread = '+S 1:1 +SDcpu 1:1 +SDio 1 +A 1 +sbwt none +sbwtdcpu none +sbwtdio none'.split(' ')

const withoutEpmd = '-sname rabbit@localhost -setcookie only -start_epmd false -erl_epmd_port {port.erlang}'.split(' ')

/** It starts `df` every 10 s. Where there is none it looks no further. */
const withoutDf = ['-env', 'PATH', '{dir}/bin']

const places = {
  RABBITMQ_NODENAME: 'rabbit@localhost',
  RABBITMQ_NODE_IP_ADDRESS: '{host}',
  RABBITMQ_NODE_PORT: '{port}',
  RABBITMQ_CONF_ENV_FILE: '{dir}/rabbitmq-env.conf',
  RABBITMQ_CONFIG_FILE: '{dir}/none',
  RABBITMQ_CONFIG_FILES: '{dir}/none',
  RABBITMQ_ADVANCED_CONFIG_FILE: '{dir}/none',
  RABBITMQ_GENERATED_CONFIG_DIR: '{dir}',
  RABBITMQ_ENABLED_PLUGINS_FILE: '{dir}/enabled_plugins',
  RABBITMQ_PLUGINS_DIR: '{dir}/none',
  RABBITMQ_MNESIA_BASE: '{dir}',
  RABBITMQ_MNESIA_DIR: '{dir}/mnesia',
  RABBITMQ_PID_FILE: '{dir}/pid',
  RABBITMQ_LOG_BASE: '{dir}',
  RABBITMQ_LOGS: '-',
}

function terms(set: readonly string[]): string {
  const own = [
    '{num_tcp_acceptors, 1}',
    '{default_user, <<"app">>}, {default_pass, <<"app">>}, {loopback_users, []}',
    '{memory_monitor_interval, 3600000}, {vm_memory_calculation_strategy, erlang}',
  ]
  const monitors = '[{start_cpu_sup, false}, {start_disksup, false}, {start_memsup, false}]'
  return `[{rabbit, [${[...own, ...set].join(', ')}]}, {os_mon, ${monitors}}].\n`
}

/** Erlang looks for each of its thousand modules in one folder after the other, some 15,000 times in vain. */
const modulesInOneFolder = [
  'mkdir {dir}/bin {dir}/ebin {dir}/lib',
  'ln -s /usr/lib/erlang/erts-*/bin/* {dir}/bin',
  'ln -s /usr/lib/rabbitmq/lib/rabbitmq_server-*/plugins/*-[0-9]* {dir}/lib',
  'rm {dir}/lib/rabbitmq_[a-oq-z]* {dir}/lib/rabbitmq_peer* {dir}/lib/rabbitmq_prometheus*',
  'ln -s {dir}/lib/*/ebin/*.beam /usr/lib/erlang/lib/*/ebin/*.beam {dir}/ebin',
].join(' && ')
