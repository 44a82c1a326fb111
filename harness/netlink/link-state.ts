// Links read back, and the wait for a carrier: a link that is "up" still drops what it is given until the kernel has settled it.
import { HalfopenError } from '../kit/errors.ts'
import { until } from '../kit/until.ts'
import { addresses } from './address.ts'
import { attributes } from './attribute.ts'
import { readText } from './bytes.ts'
import { macText } from './ip-address.ts'
import { AF_INET, AF_INET6 } from './libc.ts'
import { IFF_UP, IFLA, INFO_KIND, info } from './link.ts'
import type { Netns } from './netns.ts'
import { reading } from './reading.ts'
import { localAddresses } from './route.ts'
import { type Device, question, RTM } from './rtnetlink.ts'

/** What the kernel says of one link. */
export interface LinkState extends Device {
  /** 'veth', 'bridge', ...; '' for a device without a kind, such as lo. */
  readonly kind: string
  readonly mac: string
  readonly mtuBytes: number
  /** How many segments may leave by it in one packet. */
  readonly segmentsAtOnce: number
  /** Switched on by its administrator. */
  readonly up: boolean
  /** Its peer is up as well. */
  readonly carrier: boolean
  /** RFC 2863: 'up' means that the carrier has arrived and frames pass; lo is always 'unknown'. */
  readonly operstate: string
  /** How often the carrier came or went. */
  readonly carrierChanges: number
  /** Index of its bridge, or 0. */
  readonly masterIndex: number
  /** Index of its veth peer in the peer's namespace, or 0. */
  readonly peerIndex: number
}

/** All links of a namespace, by index. */
export function links(netns: Pick<Netns, 'dump'>): LinkState[] {
  return netns.dump(question('list links', RTM.GETLINK, info({ index: 0 }))).map(reading('list links', state))
}

/** One link. Since kernel 6.8 the question itself makes the kernel finish carrier work that it had put off. */
export function linkState(netns: Pick<Netns, 'ask'>, device: Device): LinkState {
  const what = `read link ${device.name}`
  return reading(what, state)(netns.ask(question(what, RTM.GETLINK, info(device))))
}

/**
 * Waits until each device really passes packets: its carrier is there (on kernels before 6.8 operstate is polled) and
 * its IPv6 addresses are in use, which takes the kernel a moment of its own even without duplicate address detection.
 * E_DEADLINE with the device's name after `withinMs`, E_LINK when one is down and so never will.
 */
export async function settle(netns: Netns, devices: readonly Device[], limit: SettleLimit = {}): Promise<void> {
  const { withinMs = 3_000, signal, family = AF_INET6 } = limit
  for (let left = unsettled(netns, devices, family); left; left = unsettled(netns, devices, family)) {
    const one = [left]
    const settled = () => unsettled(netns, one, family) === undefined || undefined
    await until(`settle link ${left.name} in ${netns.name}`, settled, { withinMs, everyMs: 1, signal })
  }
}

export interface SettleLimit {
  readonly withinMs?: number
  readonly signal?: AbortSignal
  /** AF_INET: nobody is going to use its IPv6 addresses before they are seen to work. */
  readonly family?: number
}

/** The first that is not there yet. The addresses of all are read once; those of IPv4 are in use from the first moment. */
function unsettled(netns: Netns, devices: readonly Device[], family: number): Device | undefined {
  const late = devices.find(device => !isLively(netns, device))
  if (late || devices.length === 0 || family === AF_INET) return late
  const own = addresses(netns, AF_INET6).filter(({ deviceIndex }) => devices.some(({ index }) => index === deviceIndex))
  if (own.length === 0) return undefined
  // The flag "tentative" goes a moment before packets to the address are taken, so the route that takes them is asked for.
  const taken = localAddresses(netns, AF_INET6)
  const pending = own.find(({ cidr, tentative }) => tentative || !taken.has(cidr.split('/')[0] ?? ''))
  return devices.find(({ index }) => index === pending?.deviceIndex)
}

function isLively(netns: Netns, device: Device): boolean {
  const { up, carrier, operstate, kind } = linkState(netns, device)
  const lively = operstate === (kind === '' ? 'unknown' : 'up') // a veth is "unknown" too, while work is pending
  if (up) return carrier && lively
  throw new HalfopenError('E_LINK', `Cannot settle link ${device.name} in ${netns.name}: it is down`, {
    fix: 'Set it up first',
  })
}

function state(body: Buffer): LinkState {
  const seen = attributes(body.subarray(16))
  const flags = body.readUInt32LE(8)
  const u32 = (type: number) => seen.get(type)?.readUInt32LE() ?? 0
  return {
    name: readText(seen.get(IFLA.IFNAME) ?? EMPTY),
    index: body.readInt32LE(4),
    kind: readText(attributes(seen.get(IFLA.LINKINFO)).get(INFO_KIND) ?? EMPTY),
    mac: macText(seen.get(IFLA.ADDRESS) ?? EMPTY),
    mtuBytes: u32(IFLA.MTU),
    segmentsAtOnce: u32(IFLA.GSO_MAX_SEGS),
    up: (flags & IFF_UP) !== 0,
    carrier: seen.get(IFLA.CARRIER)?.[0] === 1 && (flags & IFF_UP) !== 0,
    operstate: OPERSTATES[seen.get(IFLA.OPERSTATE)?.[0] ?? 0] ?? 'unknown',
    carrierChanges: u32(IFLA.CARRIER_CHANGES),
    masterIndex: u32(IFLA.MASTER),
    peerIndex: u32(IFLA.LINK),
  }
}

const EMPTY = Buffer.alloc(0)
const OPERSTATES = ['unknown', 'not-present', 'down', 'lower-layer-down', 'testing', 'dormant', 'up'] as const
