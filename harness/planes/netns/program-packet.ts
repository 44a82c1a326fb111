// A packet as its sender and its receiver have it, unless it is one of our own or answers one: what a program, or its kernel for it, has to do with another.
import { endText } from '../../kit/socket-end.ts'
import type { Ms } from '../../model/units.ts'
import { type Datagram, readDatagram, type Segment } from '../../observe/segment.ts'
import { type Ends, isCanary } from '../../observe/wire.ts'
import type { Network } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { originalSegment } from './translations.ts'

/** What of a segment is looked at, or of a datagram, which has no flags. */
export type ProgramPacket = Datagram & Partial<Pick<Segment, 'syn' | 'fin' | 'rst'>>

/** Tells of each as it enters the router, with when that was. Disposing ends it. */
export function hearProgramPackets(
  testbed: Pick<PacketTestbed, 'network' | 'recorder' | 'listen'>,
  heard: (packet: ProgramPacket, atMs: Ms) => void,
): Disposable {
  const { network, recorder } = testbed
  /** Who may answer one of our own, since it was passed on. */
  const asked = new Map<string, Ms>()
  return testbed.listen(({ deviceIndex, outgoing, bytes, wallMs }) => {
    if (!network.gates.has(deviceIndex)) return
    const segment = originalSegment(network, bytes)
    const isOurs = segment !== undefined && isCanary(segment, segment.seq)
    if (outgoing && !isOurs) return
    const atMs = recorder.clock.fromWallMs(wallMs)
    if (isOurs) {
      if (outgoing) asked.set(back(segment), atMs)
      return
    }
    const packet = segment ?? programDatagram(network, bytes)
    if (packet && !isAnswer(packet, atMs)) heard(packet, atMs)
  })

  /** RFC 9293 section 3.10.7.4: an end says what it expects next, once, to what is out of its window. */
  function isAnswer(packet: ProgramPacket, atMs: Ms): boolean {
    if (packet.payloadBytes > 0 || packet.syn !== false || packet.fin || packet.rst) return false
    const askedMs = asked.get(forth(packet))
    asked.delete(forth(packet))
    return askedMs !== undefined && atMs <= askedMs + answeredMs
  }
}

/** Ends are those of the connection's client, also where the router rewrites them. */
function programDatagram(network: Network, frame: Buffer): ProgramPacket | undefined {
  const datagram = readDatagram(frame)
  const packet = datagram && (network.translations?.original(datagram, 'udp') ?? datagram)
  return packet && !isCanary(packet) ? packet : undefined
}

const forth = ({ source, target }: Ends): string => `${endText(source)} ${endText(target)}`
const back = ({ source, target }: Ends): string => forth({ source: target, target: source })

/** A kernel needs far less than one. */
const answeredMs = 20
