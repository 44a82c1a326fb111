// A server that nobody can reach: it listens, but on its host's loopback only, and its client would be refused without a word why.
import { HalfopenError } from '../../kit/errors.ts'
import type { Host } from '../../model/host.ts'
import type { SubjectSpec } from '../../model/subject.ts'
import type { Netns } from '../../netlink/netns.ts'
import { type TcpSocket, tcpSockets } from '../../netlink/tcp-socket.ts'

/** Throws E_LOOPBACK where all that listen on one of these ports of a host do so on its loopback. */
export function refuseLoopback(host: Host<SubjectSpec>, netns: Netns, ports: readonly number[]): void {
  const sockets = tcpSockets(netns)
  for (const port of ports) refusePort(host, sockets, port)
}

function refusePort({ name, program }: Host<SubjectSpec>, sockets: readonly TcpSocket[], port: number): void {
  const listening = sockets.filter(({ state, local }) => state === 'LISTEN' && local.port === port)
  const [first] = listening
  if (!first || listening.some(({ local }) => !isLoopback(local.address))) return
  throw new HalfopenError(
    'E_LOOPBACK',
    `Cannot reach server "${program.name}": it listens on loopback only, got "${first.local.address}:${port}"`,
    { fix: `Let it listen on {host}, the address of ${name}, or on all: other hosts cannot connect to its loopback` },
  )
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.')
}
