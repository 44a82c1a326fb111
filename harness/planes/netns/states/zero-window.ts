// The server's window is closed, as of one that has stopped reading: the router writes 0 into what it says, as long as the fault lasts.
import { setWindow } from '../../../netlink/nft/action.ts'
import { oif, tcpFlags } from '../../../netlink/nft/match.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { clientSockets, firstClient, portText } from './sockets.ts'
import type { Way } from './way.ts'

/** Waits until the client has something to send and may not. One that only ever waits for answers is never held up. */
export function zeroWindow(testbed: PacketTestbed): Way {
  const when = [oif(firstClient(testbed).gate.name), tcpFlags(['ack'], ['syn', 'rst', 'ack'])]
  const rules = testbed.enforce([{ hook: 'forward', rules: [{ name: 'closed', when, does: [setWindow(0)] }] }])
  const look = () => {
    const ours = clientSockets(testbed, 'ESTABLISHED')
    const held = ours.find(({ timer }) => timer === 'persist')
    if (held) {
      const heldBackBytes = held.sendQueueBytes
      const text = `${portText(held)} sees a window of 0 and holds ${heldBackBytes} bytes back, timer persist`
      return { seen: { text, facts: { heldBackBytes } } }
    }
    const told = (rules.packets()?.closed ?? 0) > 0
    return { lacking: told ? 'the client had nothing more to send' : 'the server said nothing' }
  }
  return { look, end: () => rules[Symbol.dispose]() }
}
