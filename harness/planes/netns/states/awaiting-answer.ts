// A request was acknowledged by the server's kernel, and its program has not answered: it is stopped until the fault is in force.
import type { PacketTestbed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'
import { clientSockets, portText, serverEnd } from './sockets.ts'
import type { Way } from './way.ts'

/** Stops the server's processes and waits for a request of the client's. A client that asks nothing never waits for an answer. */
export function awaitingAnswer(testbed: PacketTestbed): Way {
  const { netns } = testbed.place('server')
  testbed.programs('server')
  signalAll(processesIn(netns), 'SIGSTOP')
  let stopped = true
  const go = () => {
    if (stopped) signalAll(processesIn(netns), 'SIGCONT')
    stopped = false
  }
  const look = () => {
    if (processesIn(netns).some(({ state }) => state !== 'T')) return { lacking: 'the server would not stop' }
    for (const socket of clientSockets(testbed, 'ESTABLISHED')) {
      const unreadBytes = serverEnd(testbed, socket)?.recvQueueBytes ?? 0
      const { lastDataSentMs = 0, lastDataRecvMs = 0 } = socket.info ?? {}
      const asked = unreadBytes > 0 || lastDataSentMs < lastDataRecvMs
      if (asked && socket.sendQueueBytes === 0)
        return {
          seen: `${portText(socket)} has sent a request and it was acknowledged, ${unreadBytes} bytes of it unread`,
        }
    }
    return { lacking: 'the client sent no request' }
  }
  /** A server that the fault itself keeps stopped stays so. */
  const inForce: Way['inForce'] = fault => {
    if (fault.kind === 'frozen-peer' && fault.host === 'server') stopped = false
    go()
  }
  return { look, inForce, end: go }
}
