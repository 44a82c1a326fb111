// What the firewall remembers of connections: read, forget one, forget all. By netlink, since some kernels lack /proc/net/nf_conntrack.
import { attr, attributes, nest } from './attribute.ts'
import { be16, be32, u8 } from './bytes.ts'
import { familyOf, ipBytes, ipText } from './ip-address.ts'
import { KernelError } from './kernel-error.ts'
import { ACK, CREATE, type Msg, NETFILTER } from './message.ts'
import type { Netns } from './netns.ts'
import { reading } from './reading.ts'
import type { SocketEnd } from './tcp-socket.ts'

/**
 * What is tracked in a namespace. Nothing is before a rule with `ctState` is in force there. The kernel walks the whole machine's table
 * for it (10 ms and more for 262144 buckets): ask for one connection where one is meant.
 */
export function tracked(netns: Pick<Netns, 'dump'>): Tracked[] {
  const what = 'list tracked connections'
  return netns.dump(ctMsg(what, '', GET, 0)).map(reading(what, entry))
}

/** One connection, by either direction, which differ where addresses are rewritten; undefined when it is not tracked, or its time is over. Costs 0.03 ms. */
export function trackedOne(netns: Pick<Netns, 'ask'>, direction: Tuple): Tracked | undefined {
  const { family, ends } = named(direction)
  const what = `look up ${ends}`
  try {
    return reading(what, entry)(netns.ask(ctMsg(what, '', GET, 0, family, encoded(CTA.ORIGINAL, direction))))
  } catch (thrown) {
    if (thrown instanceof KernelError && thrown.errno === 'ENOENT') return undefined
    throw thrown
  }
}

/** Forgets every connection, as a firewall that was switched off and on. */
export const forgetAll = (): Msg => ctMsg('forget all tracked connections', 'conntrack --flush', DELETE, ACK)

/** Forgets one connection, named by its original direction. ENOENT when it is not tracked. */
export function forget(original: Tuple): Msg {
  const { family, ends, words } = named(original)
  const command = `conntrack -D ${words}`
  return ctMsg(`forget ${ends}`, command, DELETE, ACK, family, encoded(CTA.ORIGINAL, original))
}

/**
 * Makes an established TCP connection, or a UDP one that was answered, known whose beginning was not seen, as one firewall hands it to another (conntrackd(8)), or gives
 * one that is known so much more silence from now on; whole seconds. Its windows are not judged: their scale was in the beginning.
 */
export function remember(original: Tuple, timeoutMs: number): Msg {
  const { family, ends, words } = named(original)
  const { protocol, source, sourcePort, destination, destinationPort } = original
  const reply = { ...original, source: destination, sourcePort: destinationPort, destination: source }
  const seconds = Math.floor(timeoutMs / 1_000)
  const liberal = u8(TCP_FLAG_BE_LIBERAL, TCP_FLAG_BE_LIBERAL)
  const established = nest(1, attr(1, u8(TCP_STATES.indexOf('ESTABLISHED'))), attr(4, liberal), attr(5, liberal))
  const isTcp = protocol === 6
  const state = isTcp ? ' --state ESTABLISHED' : ''
  const command = `conntrack -I ${words}${state} -u ASSURED,SEEN_REPLY -t ${seconds}`
  const body = [
    encoded(CTA.ORIGINAL, original),
    encoded(CTA.REPLY, { ...reply, destinationPort: sourcePort }),
    attr(CTA.STATUS, be32(IPS_SEEN_REPLY | IPS_ASSURED | IPS_CONFIRMED)),
    ...(isTcp ? [nest(CTA.PROTOINFO, established)] : []),
    attr(CTA.TIMEOUT, be32(seconds)),
  ]
  return ctMsg(`remember ${ends}`, command, NEW, CREATE | ACK, family, ...body)
}

/** One direction of a connection. */
export interface Tuple {
  /** 6 for TCP, 17 for UDP, as in /etc/protocols. */
  readonly protocol: number
  readonly source: string
  readonly sourcePort: number
  readonly destination: string
  readonly destinationPort: number
}

/** What goes from one end to the other. */
export function tupleBetween(protocol: 'tcp' | 'udp', from: SocketEnd, to: SocketEnd): Tuple {
  return {
    protocol: protocol === 'tcp' ? 6 : 17,
    source: from.address,
    sourcePort: from.port,
    destination: to.address,
    destinationPort: to.port,
  }
}

export interface Tracked {
  readonly original: Tuple
  readonly reply: Tuple
  /** TCP only: 'ESTABLISHED', 'SYN_SENT', ... */
  readonly state: string | undefined
  /** It is forgotten after so much more silence; whole seconds. */
  readonly timeoutMs: number
  /** Traffic both ways was seen; it is not dropped early when the table is full. */
  readonly assured: boolean
  /** No answer was seen yet. */
  readonly unreplied: boolean
}

function ctMsg(what: string, command: string, type: number, flags: number, family = 0, ...body: Buffer[]): Msg {
  const head = [u8(family, 0), be16(0)] // struct nfgenmsg
  const fixes = { EINVAL: NEEDS, EOPNOTSUPP: NEEDS }
  const bytes = Buffer.concat([...head, ...body])
  return { what, command, protocol: NETFILTER, type: (NFNL_SUBSYS_CTNETLINK << 8) | type, flags, body: bytes, fixes }
}

function entry(body: Buffer): Tracked {
  const seen = attributes(body.subarray(4))
  const status = seen.get(CTA.STATUS)?.readUInt32BE() ?? 0
  const state = attributes(attributes(seen.get(CTA.PROTOINFO)).get(1)).get(1)?.[0]
  return {
    original: tuple(seen.get(CTA.ORIGINAL)),
    reply: tuple(seen.get(CTA.REPLY)),
    state: state === undefined ? undefined : TCP_STATES[state],
    timeoutMs: (seen.get(CTA.TIMEOUT)?.readUInt32BE() ?? 0) * 1000,
    assured: (status & IPS_ASSURED) !== 0,
    unreplied: (status & IPS_SEEN_REPLY) === 0,
  }
}

/** A connection in a message's words and in the program's. */
function named({ protocol, source, sourcePort, destination, destinationPort }: Tuple): Named {
  const family = familyOf(ipBytes(source))
  const words =
    `-f ${source.includes(':') ? 'ipv6' : 'ipv4'} ` +
    `-s ${source} -d ${destination} -p ${protocol} --sport ${sourcePort} --dport ${destinationPort}`
  return { family, ends: `the connection ${source} port ${sourcePort} - ${destination} port ${destinationPort}`, words }
}

interface Named {
  readonly family: number
  readonly ends: string
  readonly words: string
}

function encoded(direction: number, { protocol, source, sourcePort, destination, destinationPort }: Tuple): Buffer {
  const [from, to] = [ipBytes(source), ipBytes(destination)]
  const v6 = from.length === 16
  const addresses = nest(1, attr(v6 ? 3 : 1, from), attr(v6 ? 4 : 2, to))
  const ports = nest(2, attr(1, u8(protocol)), attr(2, be16(sourcePort)), attr(3, be16(destinationPort)))
  return nest(direction, addresses, ports)
}

function tuple(bytes: Buffer | undefined): Tuple {
  const halves = attributes(bytes)
  const addresses = attributes(halves.get(1))
  const ports = attributes(halves.get(2))
  const at = (v4: number, v6: number) => ipText(addresses.get(v4) ?? addresses.get(v6) ?? be32(0))
  return {
    protocol: ports.get(1)?.[0] ?? 0,
    source: at(1, 3),
    sourcePort: ports.get(2)?.readUInt16BE() ?? 0,
    destination: at(2, 4),
    destinationPort: ports.get(3)?.readUInt16BE() ?? 0,
  }
}

const NFNL_SUBSYS_CTNETLINK = 1
const NEW = 0
const GET = 1
const DELETE = 2
const NEEDS = 'Use a kernel with CONFIG_NF_CT_NETLINK'
const CTA = { ORIGINAL: 1, REPLY: 2, STATUS: 3, PROTOINFO: 4, TIMEOUT: 7 } as const
const IPS_SEEN_REPLY = 0x2
const IPS_ASSURED = 0x4
const IPS_CONFIRMED = 0x8
const TCP_FLAG_BE_LIBERAL = 0x8
/** enum tcp_conntrack of linux/netfilter/nf_conntrack_tcp.h. */
const TCP_STATES = [
  'NONE',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
] as const
