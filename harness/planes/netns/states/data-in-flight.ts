// The client has sent what nobody has acknowledged: from here on what it sends is lost, until the fault is in force.
import { drop } from '../../../netlink/nft/action.ts'
import { iif, tcp } from '../../../netlink/nft/match.ts'
import { packetsText } from '../evidence.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { clientSockets, firstClient, portText } from './sockets.ts'
import type { Way } from './way.ts'

/** Waits for the client to send. What the router meets first may have left the client a link's delay before. */
export function dataInFlight(testbed: PacketTestbed): Way {
  const { gate, link: { delayMs = 0, jitterMs = 0 } = {} } = firstClient(testbed)
  const when = [iif(gate.name), tcp]
  const rules = testbed.enforce([{ hook: 'forward', rules: [{ name: 'in flight', when, does: [drop] }] }])
  const look = () => {
    const [socket] = clientSockets(testbed, 'ESTABLISHED').filter(({ info }) => (info?.unacked ?? 0) > 0)
    const lost = rules.packets()?.['in flight'] ?? 0
    if (!socket || lost === 0) return { lacking: 'the client sent nothing', begun: socket !== undefined }
    const queue = `${socket.sendQueueBytes} bytes unacknowledged, timer ${socket.timer}`
    const text = `${portText(socket)} has ${queue}, ${packetsText([['lost', lost]])}`
    return { seen: { text, facts: { unacknowledgedBytes: socket.sendQueueBytes, lostInFlight: lost } } }
  }
  const end = () => rules[Symbol.dispose]()
  return { look, onItsWayMs: delayMs + jitterMs, inForce: end, end }
}
