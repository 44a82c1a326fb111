// OpenSSH's sshd as a server.
import { command, type Program } from '../../define/command.ts'
import { madeData } from './made-data.ts'
import { placeOf } from './place.ts'

/** The key by which its clients log in, and its own. */
export const sshKeys = madeData({
  name: 'ssh-keys',
  file: '/bin/sh',
  args: folder => [
    '-c',
    'mkdir "$0" && for key in host client; do ssh-keygen -q -t ed25519 -N "" -f "$0/$key"; done',
    folder,
  ],
  user: 'root',
})

/**
 * The user who runs it may log in by the key of `sshKeys`. `set`: options such as `ClientAliveInterval=30`.
 * @example sshd('ClientAliveInterval=30', 'ClientAliveCountMax=3')
 */
export function sshd(...set: readonly string[]): Program {
  const { folder, prepare } = sshKeys
  const options = [
    ...['ListenAddress={host}', 'StrictModes=no', 'UsePAM=no', 'PermitRootLogin=yes', 'PidFile=none'],
    ...[`AuthorizedKeysFile=${folder}/client.pub`, ...set],
  ]
  const server = placeOf('sshd', '/usr/sbin/sshd')
  const words = [server, '-D', '-e', '-f', '/dev/null', '-p', '{port}', '-h', `${folder}/host`]
  const program = command([...words, ...options.flatMap(option => ['-o', option])], {
    name: 'sshd',
    needs: { [server]: 'openssh-server' },
    before: { run: 'mkdir -p /run/sshd', user: 'root' },
    ready: /Server listening/,
  })
  return { ...program, prepare }
}
