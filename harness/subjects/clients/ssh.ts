// ssh: a session in which nothing happens, or in which something is typed each second.
import { clientKind } from '../client-kind.ts'
import { installed } from '../environments/installed.ts'
import { sshd, sshKeys } from '../servers/sshd.ts'

/** Of ssh_config(5). */
interface SshOptions {
  ServerAliveInterval?: number
  ServerAliveCountMax?: number
  TCPKeepAlive?: 'yes' | 'no'
}

/**
 * ssh: a session in which nothing happens, or in which something is typed each second.
 * @example ssh.client({ asks: true, set: { ServerAliveInterval: 10, ServerAliveCountMax: 3 } })
 */
export const ssh = clientKind<SshOptions>(
  installed('ssh', 'openssh-client', { HALFOPEN_SSH_KEY: `${sshKeys.folder}/client` }),
  {
    id: 'ssh',
    library: 'OpenSSH',
    version: '9.2',
    fact: 'openssh-client',
    server: sshd,
    recommended: {
      set: { ServerAliveInterval: 10, ServerAliveCountMax: 3 },
      source: 'https://man.openbsd.org/ssh_config#ServerAliveInterval',
    },
  },
)
