// Routes of the main table: through a gateway, through a device, or refusals that answer with an ICMP error. ip-route(8)
import { attr, attributes } from './attribute.ts'
import { u8, u32 } from './bytes.ts'
import { cidrParts, ipBytes, ipText } from './ip-address.ts'
import { CREATE, EXCL, type Msg, REPLACE } from './message.ts'
import type { Netns } from './netns.ts'
import { reading } from './reading.ts'
import { change, type Device, question, RTM } from './rtnetlink.ts'

/**
 * Where packets go. `to`: '198.18.2.0/24', '0.0.0.0/0' or '::/0'. Of two routes the one with the lower metric is taken, as long as it is there.
 * `onLink`: the gateway is taken to be there, also while the device's own network is not in the table yet.
 */
export type Route =
  | { readonly to: string; readonly via: string; readonly device?: Device }
  | { readonly to: string; readonly via: string; readonly device: Device; readonly onLink: true }
  | { readonly to: string; readonly device: Device }
  | { readonly to: string; readonly refuse: RouteType; readonly metric?: number }

/** `unreachable` answers "host unreachable", `prohibit` "administratively prohibited", `blackhole` nothing. */
type RouteType = 'unreachable' | 'prohibit' | 'blackhole'

/** EEXIST where there is one already. */
export const addRoute = (route: Route): Msg => routed('add', RTM.NEWROUTE, CREATE | EXCL, route)

/** Takes the place of the route to the same network, or adds it. */
export const replaceRoute = (route: Route): Msg => routed('replace', RTM.NEWROUTE, CREATE | REPLACE, route)

/** ESRCH where there is none. */
export const deleteRoute = (route: Route): Msg => routed('delete', RTM.DELROUTE, 0, route)

/** The routes of the main table. */
export function routes(netns: Pick<Netns, 'dump'>): RouteState[] {
  return netns
    .dump(question('list routes', RTM.GETROUTE, EVERY_ROUTE))
    .filter(body => body[4] === TABLE_MAIN)
    .map(reading('list routes', read))
}

/** The addresses for which the kernel takes packets in, or those of one family. */
export function localAddresses(netns: Pick<Netns, 'dump'>, family = 0): ReadonlySet<string> {
  const bodies = netns.dump(question('list local routes', RTM.GETROUTE, u32(family, 0, 0)))
  const address = (body: Buffer) => ipText(attributes(body.subarray(12)).get(RTA.DST) ?? body.subarray(0, 4))
  return new Set(bodies.filter(body => body[7] === LOCAL).map(reading('list local routes', address)))
}

export interface RouteState {
  readonly to: string
  readonly via: string | undefined
  readonly deviceIndex: number | undefined
  readonly refuse: RouteType | undefined
}

function routed(verb: string, type: number, flags: number, route: Route): Msg {
  const { address, length, family } = cidrParts(route.to)
  const { words, kind, scope, where } = parts(route)
  const head = u8(family, length, 0, 0, TABLE_MAIN, PROTOCOL_BOOT, type === RTM.DELROUTE ? SCOPE_NOWHERE : scope, kind)
  const target = length === 0 ? [] : [attr(RTA.DST, address)]
  const [before, after] = words
  const command = `ip ${route.to.includes(':') ? '-6 ' : ''}route ${verb} ${before}${route.to}${after}`
  const marks = u32('onLink' in route ? RTNH_F_ONLINK : 0)
  return change(`${verb} route ${before}${route.to}${after}`, command, type, flags, head, marks, ...target, ...where)
}

function parts(route: Route): Parts {
  if ('refuse' in route) {
    const { refuse, metric } = route
    const where = metric === undefined ? [] : [attr(RTA.PRIORITY, u32(metric))]
    const words = [`${refuse} `, metric === undefined ? '' : ` metric ${metric}`] as const
    return { words, kind: KINDS[refuse], scope: SCOPE_UNIVERSE, where }
  }
  const [via, device] = ['via' in route ? route.via : undefined, route.device]
  const words = [
    via === undefined ? '' : ` via ${via}`,
    device === undefined ? '' : ` dev ${device.name}`,
    'onLink' in route ? ' onlink' : '',
  ]
  return {
    words: ['', words.join('')],
    kind: UNICAST,
    scope: via === undefined && !route.to.includes(':') ? SCOPE_LINK : SCOPE_UNIVERSE,
    where: [
      ...(via === undefined ? [] : [attr(RTA.GATEWAY, ipBytes(via))]),
      ...(device === undefined ? [] : [attr(RTA.OIF, u32(device.index))]),
    ],
  }
}

interface Parts {
  readonly words: readonly [before: string, after: string]
  readonly kind: number
  readonly scope: number
  readonly where: readonly Buffer[]
}

function read(body: Buffer): RouteState {
  const seen = attributes(body.subarray(12))
  const gateway = seen.get(RTA.GATEWAY)
  const target = seen.get(RTA.DST) ?? Buffer.alloc(body[0] === 2 ? 4 : 16)
  return {
    to: `${ipText(target)}/${body[1]}`,
    via: gateway && ipText(gateway),
    deviceIndex: seen.get(RTA.OIF)?.readUInt32LE(),
    refuse: REFUSALS.find(refuse => KINDS[refuse] === body[7]),
  }
}

const EVERY_ROUTE = Buffer.alloc(12) // struct rtmsg
const TABLE_MAIN = 254
const PROTOCOL_BOOT = 3
const SCOPE_UNIVERSE = 0
const SCOPE_LINK = 253
const SCOPE_NOWHERE = 255
const RTNH_F_ONLINK = 4
const UNICAST = 1
const LOCAL = 2
const REFUSALS = ['unreachable', 'prohibit', 'blackhole'] as const
const KINDS = { blackhole: 6, unreachable: 7, prohibit: 8 } as const
const RTA = { DST: 1, OIF: 4, GATEWAY: 5, PRIORITY: 6 } as const
