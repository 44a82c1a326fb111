// A server that nobody can reach: it listens, but on its host's loopback only, and its client would be refused without a word why.
import { HalfopenError } from '../../kit/errors.ts'
import type { Host } from '../../model/host.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { Netns } from '../../netlink/netns.ts'
import { procUdpSockets } from '../../netlink/proc-net.ts'
import { type TcpSocket, tcpSockets } from '../../netlink/tcp-socket.ts'

/** Throws E_LOOPBACK where all that listen on one of these ports of a host do so on its loopback. */
export function refuseLoopback(host: Host<SubjectSpec>, netns: Netns, ports: readonly number[]): void {
  for (const port of ports) refusePort(host, listeningAt(netns, host.program, port), port)
}

function refusePort(
  { name, program }: Host<SubjectSpec>,
  listening: ReturnType<typeof listeningAt>,
  port: number,
): void {
  const [first] = listening
  if (!first || listening.some(({ local }) => !isLoopback(local.address))) return
  throw new HalfopenError(
    'E_LOOPBACK',
    `Cannot reach server "${program.name}": it listens on loopback only, got "${first.local.address}:${port}"`,
    { fix: `Let it listen on {host}, the address of ${name}, or on all: other hosts cannot connect to its loopback` },
  )
}

/** What of a host takes whoever comes to a port. Over UDP that is a socket which is connected to nobody. */
export function listeningAt(
  netns: Netns,
  { protocol }: Pick<SubjectSpec, 'protocol'>,
  port: number,
): readonly Pick<TcpSocket, 'local'>[] {
  const sockets =
    protocol === 'udp'
      ? procUdpSockets(netns).filter(({ remote }) => remote.port === 0)
      : tcpSockets(netns).filter(({ state }) => state === 'LISTEN')
  return sockets.filter(({ local }) => local.port === port)
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.')
}
