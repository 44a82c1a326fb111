// A request was acknowledged by the server's kernel, and its program has not answered: it is stopped until the fault is in force.
import { silences } from '../../../faults/all.ts'
import { called } from '../../host-words.ts'
import { serversFor } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { processesIn, signalAll } from '../processes.ts'
import { clientSockets, firstClient, portText, serverEnd } from './sockets.ts'
import type { Way } from './way.ts'

/** Stops the client's servers and waits for a request of the client's. A client that asks nothing never waits for an answer. */
export function awaitingAnswer(testbed: PacketTestbed): Way {
  const servers = serversFor(testbed.network, firstClient(testbed))
  for (const { host } of servers) testbed.programs(host)
  for (const { netns } of servers) signalAll(processesIn(netns), 'SIGSTOP')
  const stopped = new Set(servers)
  const go = () => {
    for (const { netns } of stopped) signalAll(processesIn(netns), 'SIGCONT')
    stopped.clear()
  }
  const look = () => {
    const waking = servers.find(({ netns }) => processesIn(netns).some(({ state }) => state !== 'T'))
    if (waking) return { lacking: `${called(waking.host)} would not stop` }
    for (const socket of clientSockets(testbed, 'ESTABLISHED')) {
      const unreadBytes = serverEnd(testbed, socket)?.recvQueueBytes ?? 0
      const { lastDataSentMs = 0, lastDataRecvMs = 0 } = socket.info ?? {}
      const asked = unreadBytes > 0 || lastDataSentMs < lastDataRecvMs
      if (asked && socket.sendQueueBytes === 0)
        return {
          seen: {
            text: `${portText(socket)} has sent a request and it was acknowledged, ${unreadBytes} bytes of it unread`,
            facts: { unreadBytes },
          },
        }
    }
    return { lacking: 'the client sent no request' }
  }
  /** A server that the fault itself keeps stopped stays so. */
  const inForce: Way['inForce'] = fault => {
    const halted = silences(fault).flatMap(({ host, what }) => (what === 'program' ? [host] : []))
    for (const server of servers) if (halted.includes(server.host)) stopped.delete(server)
    go()
  }
  return { look, inForce, end: go }
}
