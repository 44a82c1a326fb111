// Neighbours (ARP and ND entries), so that no packet waits for address resolution. ip-neighbour(8)
import { attr, attributes } from './attribute.ts'
import { u32 } from './bytes.ts'
import { familyOf, ipBytes, ipText, macBytes, macText } from './ip-address.ts'
import { CREATE, type Msg, REPLACE } from './message.ts'
import type { Netns } from './netns.ts'
import { reading } from './reading.ts'
import { change, type Device, question, RTM } from './rtnetlink.ts'

/**
 * Adds or replaces. A `permanent` entry is deaf to ARP and ND: nobody takes its address over. A `reachable` one follows
 * an announcement, and the kernel asks again by itself after 15 to 45 s.
 */
export function setNeighbour(device: Device, address: string, mac: string, state: NeighbourKind = 'permanent'): Msg {
  const words = `${address} lladdr ${mac} dev ${device.name} nud ${state}`
  const body = [entry(device, address, NUD[state]), attr(NDA.LLADDR, macBytes(mac))]
  return change(`set neighbour ${words}`, `ip neighbour replace ${words}`, RTM.NEWNEIGH, CREATE | REPLACE, ...body)
}

/** ENOENT where there is none. */
export function deleteNeighbour(device: Device, address: string): Msg {
  const words = `${address} dev ${device.name}`
  return change(`delete neighbour ${words}`, `ip neighbour delete ${words}`, RTM.DELNEIGH, 0, entry(device, address, 0))
}

/** The entries of a namespace, without those the kernel makes for multicast. */
export function neighbours(netns: Pick<Netns, 'dump'>): NeighbourState[] {
  return netns
    .dump(question('list neighbours', RTM.GETNEIGH, u32(0, 0, 0)))
    .map(reading('list neighbours', read))
    .filter(({ state }) => state !== 'noarp')
}

export type NeighbourKind = 'permanent' | 'reachable' | 'stale'

export interface NeighbourState {
  readonly deviceIndex: number
  readonly address: string
  readonly mac: string | undefined
  readonly state: keyof typeof NUD | 'none'
}

function read(body: Buffer): NeighbourState {
  const seen = attributes(body.subarray(12))
  const mac = seen.get(NDA.LLADDR)
  const state = body.readUInt16LE(8)
  return {
    deviceIndex: body.readInt32LE(4),
    address: ipText(seen.get(NDA.DST) ?? Buffer.alloc(4)),
    mac: mac && macText(mac),
    state: NAMES.find(name => NUD[name] === state) ?? 'none',
  }
}

/** struct ndmsg and the address. */
function entry(device: Device, text: string, state: number): Buffer {
  const address = ipBytes(text)
  return Buffer.concat([u32(familyOf(address), device.index, state), attr(NDA.DST, address)])
}

const NDA = { DST: 1, LLADDR: 2 } as const
const NUD = {
  incomplete: 0x01,
  reachable: 0x02,
  stale: 0x04,
  delay: 0x08,
  probe: 0x10,
  failed: 0x20,
  noarp: 0x40,
  permanent: 0x80,
} as const
const NAMES = ['incomplete', 'reachable', 'stale', 'delay', 'probe', 'failed', 'noarp', 'permanent'] as const
