// What of all this the kernel at hand can do, so that "cannot here" is known, with its reason, before anything starts.
import { existsSync } from 'node:fs'
import { messageOf } from '../kit/errors.ts'
import { tracked } from './conntrack.ts'
import { libc } from './libc.ts'
import { addVeth, deleteLink } from './link.ts'
import { Netns } from './netns.ts'
import { accept, rejectWith, rejectWithReset } from './nft/action.ts'
import { deleteTable, replaceTable } from './nft/batch.ts'
import { ctState } from './nft/match.ts'
import { ETH_P_ALL, packetSocket } from './packet-socket.ts'
import { tcpSockets } from './tcp-socket.ts'

/** The features that are missing, each with the kernel's words. Empty: everything is there. Leaves nothing behind. */
export function missingFeatures(): Missing[] {
  const room = attempt('namespaces', () => Netns.open('probe'))
  if ('reason' in room) return [room]
  using netns = room.value
  return Object.entries(TRIALS)
    .map(([feature, trial]) => attempt(feature, () => trial(netns)))
    .filter(result => 'reason' in result)
}

export interface Missing {
  readonly feature: string
  readonly reason: string
}

function attempt<T>(feature: string, trial: () => T): Missing | { readonly value: T } {
  try {
    return { value: trial() }
  } catch (thrown) {
    return { feature, reason: messageOf(thrown) }
  }
}

const TRIALS: Readonly<Record<string, (netns: Netns) => void>> = {
  veth: netns => {
    const a = { netns, name: 'probe1', index: 201, mac: '02:00:00:00:02:01' }
    netns.request(addVeth(a, { netns, name: 'probe2', index: 202, mac: '02:00:00:00:02:02' }))
    netns.request(deleteLink(a))
  },
  ipv6: () => {
    if (!existsSync('/proc/sys/net/ipv6')) throw new Error('IPv6 is switched off in this kernel')
  },
  firewall: netns => {
    const actions = [accept, rejectWithReset, rejectWith('host-unreachable')]
    const rules = actions.map(does => ({ name: does.text, when: [ctState('invalid')], does: [does] }))
    netns.request(...replaceTable({ name: 'probe', chains: [{ hook: 'forward', rules }] }))
    netns.request(...deleteTable('probe'))
  },
  conntrack: netns => void tracked(netns),
  sockets: netns => void tcpSockets(netns),
  capture: netns => void libc.close(packetSocket(netns, 0, ETH_P_ALL)),
}
