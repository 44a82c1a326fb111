// A RST from the router to the ends of connections that stand: each end is asked for the number that it expects next, because it takes no other.
import { sameEnd } from '../../../kit/socket-end.ts'
import { until } from '../../../kit/until.ts'
import type { SocketAddress } from '../../../model/connection.ts'
import type { Fault } from '../../../model/fault.ts'
import { tcpSockets } from '../../../netlink/tcp-socket.ts'
import { readSegment } from '../../../observe/segment.ts'
import { canarySeq } from '../../../observe/wire.ts'
import type { Injection } from '../../plane.ts'
import { standingConnections } from '../chosen-connection.ts'
import { injected } from '../injection.ts'
import type { HostPlace } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/**
 * Resets what stands: who connected first. An end answers a segment of ours that is out of its window with what it expects next (RFC 9293
 * section 3.10.7.4), and a RST with that very number ends it (RFC 5961). Whoever still stands half a second later was not struck.
 */
export async function reset(
  testbed: PacketTestbed,
  fault: Fault<'connection-reset'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { toward = 'both' } = fault
  const connections = standingConnections(testbed, fault).filter(({ protocol }) => protocol === 'tcp')
  const ends = connections
    .flatMap(({ client, server, local, remote }): readonly End[] => [
      { of: client, at: local, peer: remote },
      { of: server, at: remote, peer: testbed.network.translations?.seenBy(remote, local) ?? local },
    ])
    .filter(({ of }) => toward === 'both' || toward === of.host)
  const atMs = testbed.recorder.clock.nowMs()
  let sent = 0
  for (const end of ends) {
    using _hearing = testbed.listen(({ outgoing, bytes }) => {
      const segment = outgoing ? undefined : readSegment(bytes)
      if (!segment || segment.rst || !sameEnd(segment.source, end.at) || !sameEnd(segment.target, end.peer)) return
      sent++
      testbed.sendAs(end.of, { from: end.peer, to: end.at, seq: segment.ackSeq })
    })
    testbed.sendAs(end.of, { from: end.peer, to: end.at, seq: canarySeq, ackSeq: canarySeq })
    const gone = () => (stands(end) ? undefined : true)
    await until('see it reset', gone, { withinMs: 500, everyMs: 1, signal }).catch(() => signal.throwIfAborted())
    testbed.poll()
  }
  const byMs = testbed.recorder.clock.nowMs()
  const ended = ends.filter(end => !stands(end)).length
  const evidence = () => {
    if (ended === 0 || ended < ends.length) return undefined
    const many = `${connections.length} ${connections.length === 1 ? 'connection' : 'connections'}`
    return {
      text: `${many}: ${ended} ends took a RST and are gone`,
      facts: { connections: connections.length, ended, sent },
    }
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal: () => {} })
}

/** One end of a connection, and the other as it knows it. */
interface End {
  readonly of: HostPlace
  readonly at: SocketAddress
  readonly peer: SocketAddress
}

function stands({ of, at, peer }: End): boolean {
  return tcpSockets(of.netns).some(
    ({ local, remote, state }) => state !== 'TIME-WAIT' && sameEnd(local, at) && sameEnd(remote, peer),
  )
}
