// Questions that vanish before the DNS server: it never hears of them, and the router's tap does.
import type { Ms } from '../../../model/units.ts'
import { datagramIn, readDatagram } from '../../../observe/segment.ts'
import type { TapFrame } from '../../../observe/tap.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { questionAtHeadOf } from './dns-message.ts'
import { dnsPort } from './dns-sockets.ts'
import { serverAddress } from './name-server.ts'

/** While all of them vanish, since `sinceMs`: the server is told. Those by TCP are not even sent, since nobody answers the connection. */
export function hearMissed(testbed: PacketTestbed, sinceMs: Ms): Missed {
  const { network, recorder, names } = testbed
  let untilMs = Number.POSITIVE_INFINITY
  const seen = ({ deviceIndex, outgoing, bytes, wallMs }: TapFrame) => {
    const datagram = outgoing || !network.gates.has(deviceIndex) ? undefined : readDatagram(bytes)
    if (datagram?.target.port !== dnsPort || datagram.target.address !== serverAddress[network.family]) return
    const atMs = recorder.clock.fromWallMs(wallMs)
    const question = atMs < sinceMs || atMs >= untilMs ? undefined : questionAtHeadOf(datagramIn(bytes))
    if (question) names.server.missed(question, datagram.source, atMs)
  }
  const hearing = testbed.listen(seen)
  return {
    end: () => {
      untilMs = recorder.clock.nowMs()
    },
    [Symbol.dispose]: () => hearing[Symbol.dispose](),
  }
}

/** Hears of them. Disposing ends that. */
export interface Missed extends Disposable {
  /** From now on none vanishes: what is not yet looked at, and was sent before, did. */
  end(): void
}
