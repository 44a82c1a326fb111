// Nothing outstanding on either side, and nothing on the wire for a moment.
import { clientsOf } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { clientSockets, firstClient, portText, serverEnd } from './sockets.ts'
import type { Way } from './way.ts'

/** Waits; nothing is done to the connection. A client that talks all the time is never idle. */
export function idle(testbed: PacketTestbed): Way {
  const { clock } = testbed.recorder
  const { network } = testbed
  const { gate } = firstClient(testbed)
  /** What others are told says nothing of this client. */
  const passedText = () => {
    const passed = testbed.passed()
    return JSON.stringify(clientsOf(network).length > 1 ? passed?.[gate.name] : passed)
  }
  let passed = passedText()
  let quietFromMs = clock.nowMs()
  const look = () => {
    const now = passedText()
    if (now !== passed) quietFromMs = clock.nowMs()
    passed = now
    const quietMs = clock.nowMs() - quietFromMs
    const ours = clientSockets(testbed, 'ESTABLISHED')
    const all = ours.flatMap(socket => [socket, ...[serverEnd(testbed, socket)].flatMap(end => end ?? [])])
    const busy = all.find(({ sendQueueBytes, recvQueueBytes }) => sendQueueBytes + recvQueueBytes > 0)
    if (ours.length === 0) return { lacking: 'the client has no connection' }
    if (quietMs < momentMs) return { lacking: `packets never stopped for ${momentMs} ms` }
    if (busy) return { lacking: `${busy.sendQueueBytes} bytes are unacknowledged and ${busy.recvQueueBytes} unread` }
    const timers = ours.map(socket => `${portText(socket)} ESTABLISHED, timer ${socket.timer}`).join(', ')
    const text = `${timers}, nothing outstanding, no packet for ${Math.floor(quietMs)} ms`
    return { seen: { text, facts: { connections: ours.length, quietMs } } }
  }
  return { look, end: () => {} }
}

const momentMs = 100
