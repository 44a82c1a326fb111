// A packet as its sender and its receiver have it, unless it is one of our own: what a program, or its kernel for it, has to do with another.
import type { Ms } from '../../model/units.ts'
import { type Datagram, readDatagram } from '../../observe/segment.ts'
import { isCanary } from '../../observe/wire.ts'
import type { Network } from './network.ts'
import type { PacketTestbed } from './packet-testbed.ts'
import { originalSegment } from './translations.ts'

/** Tells of each as it enters the router, with when that was. Disposing ends it. */
export function hearProgramPackets(
  testbed: Pick<PacketTestbed, 'network' | 'recorder' | 'listen'>,
  heard: (packet: Datagram, atMs: Ms) => void,
): Disposable {
  const { network, recorder } = testbed
  return testbed.listen(({ deviceIndex, outgoing, bytes, wallMs }) => {
    if (outgoing || !network.gates.has(deviceIndex)) return
    const packet = programPacket(network, bytes)
    if (packet) heard(packet, recorder.clock.fromWallMs(wallMs))
  })
}

/** Undefined where a frame holds none. Ends are those of the connection's client, also where the router rewrites them. */
function programPacket(network: Network, frame: Buffer): Datagram | undefined {
  const segment = originalSegment(network, frame)
  const datagram = segment ? undefined : readDatagram(frame)
  const packet = segment ?? (datagram && (network.translations?.original(datagram, 'udp') ?? datagram))
  return packet && !isCanary(packet, segment?.seq) ? packet : undefined
}
