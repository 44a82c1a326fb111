// What installs a program that is missing: its Debian package, which every `needs` names, and Homebrew's. The names are those of https://formulae.brew.sh.
import { basename } from 'node:path'

/** By name or path, as `needs` has it. */
export function howToInstall(program: string, debian: string): string {
  const name = basename(program)
  const formula = formulae[name]
  if (formula !== undefined) return `apt install ${debian}, or brew install ${formula}`
  const other = laidOutOtherwise[name]
  return other === undefined
    ? `apt install ${debian}`
    : `apt install ${debian} (not Homebrew's ${other}: it is started from where Debian puts it)`
}

const formulae: Readonly<Record<string, string>> = {
  curl: 'curl',
  erl: 'erlang',
  etcd: 'etcd',
  go: 'go',
  java: 'openjdk',
  javac: 'openjdk',
  mariadbd: 'mariadb',
  mosquitto: 'mosquitto',
  mvn: 'maven',
  'nats-server': 'nats-server',
  npm: 'node',
  postgres: 'postgresql@15',
  psql: 'libpq',
  python3: 'python',
  'redis-server': 'redis',
  ssh: 'openssh',
  sshd: 'openssh',
}

const laidOutOtherwise: Readonly<Record<string, string>> = {
  'rabbitmq-server': 'rabbitmq',
  'zkServer.sh': 'zookeeper',
}
