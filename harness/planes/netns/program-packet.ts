// A packet as its sender and its receiver have it, unless it is one of our own: what a program, or its kernel for it, has to do with another.
import { type Datagram, readDatagram } from '../../observe/segment.ts'
import { isCanary } from '../../observe/wire.ts'
import type { Network } from './network.ts'
import { originalSegment } from './translations.ts'

/** Undefined where a frame holds none. Ends are those of the connection's client, also where the router rewrites them. */
export function programPacket(network: Network, frame: Buffer): Datagram | undefined {
  const segment = originalSegment(network, frame)
  const datagram = segment ? undefined : readDatagram(frame)
  const packet = segment ?? (datagram && (network.translations?.original(datagram, 'udp') ?? datagram))
  return packet && !isCanary(packet, segment?.seq) ? packet : undefined
}
