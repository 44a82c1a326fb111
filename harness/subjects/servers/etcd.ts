// etcd as a server of one member.
import { command, type Program } from '../../define/command.ts'

/**
 * Its own clock ticks once a second, which hours of virtual time take a tenth as long by.
 * @example etcd()
 */
export function etcd(): Program {
  const words = [
    ...['--data-dir', '{dir}/etcd', '--unsafe-no-fsync'],
    ...['--heartbeat-interval', '1000', '--election-timeout', '10000'],
    ...['--listen-client-urls', 'http://{host}:{port}', '--advertise-client-urls', 'http://{host}:{port}'],
    ...[
      '--listen-peer-urls',
      'http://{self}:{port.peers}',
      '--initial-advertise-peer-urls',
      'http://{self}:{port.peers}',
    ],
    ...['--initial-cluster', 'default=http://{self}:{port.peers}'],
  ]
  return command(['etcd', ...words], {
    name: 'etcd',
    needs: { etcd: 'etcd-server' },
    memory: '256MB', // its log takes 64 MB at a time
    ready: /serving insecure client requests|ready to serve client requests/,
  })
}
