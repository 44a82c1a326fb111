// The faults as functions, so that a scenario reads as a sentence. Each gives plain data.
import { findMiddlebox, type Middlebox } from '../facts/middleboxes.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import type { HostName } from '../model/units.ts'
import { type Duration, parseMs } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/** A host by its role, or by a program of a testbed that runs on it. */
export type HostLike = HostName | { readonly host: HostName }

/** The healthy control: nothing goes wrong, so nobody may give up. */
export function noFault(): Fault<'none'> {
  return { kind: 'none' }
}

/**
 * The host loses power: gone without a FIN or a RST. `neighbours`: whether the last router says that it is unreachable (ICMP), as it
 * does on the host's own segment. `backAfterMs`: it comes back after so long and knows nothing of its connections, a reboot.
 */
export function powerOff(
  host: HostLike,
  options: { neighbours?: 'silent' | 'unreachable'; backAfterMs?: Duration } = {},
): Fault<'power-off'> {
  refuseUnknown('fault power-off', options, ['neighbours', 'backAfterMs'])
  const { neighbours, backAfterMs } = options
  return {
    kind: 'power-off',
    host: asHost(host),
    ...(neighbours === undefined ? {} : { neighbours }),
    ...(backAfterMs === undefined ? {} : { backAfterMs: parseMs(backAfterMs) }),
  }
}

/**
 * The server is switched off, and after `afterMs` the standby has its address. `announce`: with a gratuitous ARP, so that the
 * router knows at once (RFC 5227 section 3).
 */
export function takeover(
  options: { host?: HostLike; by?: HostLike; afterMs?: Duration; announce?: boolean } = {},
): Fault<'takeover'> {
  refuseUnknown('fault takeover', options, ['host', 'by', 'afterMs', 'announce'])
  const { host = 'server', by = 'standby', afterMs = 0, announce = true } = options
  return { kind: 'takeover', host: asHost(host), by: asHost(by), afterMs: parseMs(afterMs), announce }
}

/** Packets vanish, both ways unless `toward` says which; with `forMs` it heals by itself, a blip. */
export function blackHole(options: { toward?: HostName; forMs?: Duration } = {}): Fault<'black-hole'> {
  refuseUnknown('fault black-hole', options, ['toward', 'forMs'])
  const { toward = 'both', forMs } = options
  return {
    kind: 'black-hole',
    toward,
    ...(forMs === undefined ? {} : { forMs: parseMs(forMs) }),
  }
}

/**
 * A firewall forgets a connection that was idle for `idleMs`; what comes later it drops, or answers with a RST. Or a middlebox by its
 * name, such as `aws-nlb`, with its own limit; E_MIDDLEBOX for one that is not known, or that tells its clients.
 */
export function idleFirewall(
  options: string | { idleMs: Duration; onNextPacket?: 'drop' | 'reset' },
): Fault<'idle-firewall'> {
  if (typeof options === 'string') return asFirewall(findMiddlebox(options))
  refuseUnknown('fault idle-firewall', options, ['idleMs', 'onNextPacket'])
  return { kind: 'idle-firewall', idleMs: parseMs(options.idleMs), onNextPacket: options.onNextPacket ?? 'drop' }
}

/** A firewall forgets every connection at once; what comes later it drops, or answers with a RST. */
export function conntrackFlush(options: { onNextPacket?: 'drop' | 'reset' } = {}): Fault<'conntrack-flush'> {
  refuseUnknown('fault conntrack-flush', options, ['onNextPacket'])
  return { kind: 'conntrack-flush', onNextPacket: options.onNextPacket ?? 'drop' }
}

/** Something on the way answers each packet in the peer's stead: with a RST, or with an ICMP message. */
export function reject(answer: Fault<'reject'>['answer']): Fault<'reject'> {
  return { kind: 'reject', answer }
}

/** A cable is pulled: at the router's end of it, so that the host sees its own link go as well, unless `end` says `own`. */
export function linkDown(host: HostLike, options: { end?: 'own' | 'far' } = {}): Fault<'link-down'> {
  refuseUnknown('fault link-down', options, ['end'])
  return { kind: 'link-down', host: asHost(host), end: options.end ?? 'far' }
}

/** Packets longer than this vanish, and no ICMP message tells the sender (RFC 2923 section 2.1). */
export function mtuBlackHole(options: { maxBytes: number }): Fault<'mtu-black-hole'> {
  refuseUnknown('fault mtu-black-hole', options, ['maxBytes'])
  return { kind: 'mtu-black-hole', maxBytes: options.maxBytes }
}

/**
 * The way is slow, and nobody is dead: each packet comes `delay` later, give or take `jitter`, and `loss` per cent of them never do.
 * Both ways unless `toward` says which, and then an answer comes later by twice the delay. With `forMs` it heals by itself.
 * Throws E_SLOW where that is no slowness: none at all, everything lost, a jitter above the delay.
 */
export function slow(options: SlowOptions): Fault<'slow'> {
  refuseUnknown('fault slow', options, ['delay', 'jitter', 'loss', 'toward', 'forMs'])
  const { loss = 0, toward, forMs } = options
  const [delayMs, jitterMs] = [parseMs(options.delay ?? 0), parseMs(options.jitter ?? 0)]
  if (!(loss >= 0 && loss < 100))
    throw refusedSlow('loss is a percentage below 100', loss, 'For all of them write blackHole()')
  if (jitterMs > delayMs) throw refusedSlow('jitter is longer than delay', jitterMs, 'No packet comes before its time')
  if (delayMs === 0 && loss === 0) throw refusedSlow('it has neither delay nor loss', 0, "Write slow({ delay: '2s' })")
  return {
    kind: 'slow',
    delayMs,
    ...(jitterMs === 0 ? {} : { jitterMs }),
    ...(loss === 0 ? {} : { lossPercent: loss }),
    ...(toward === undefined ? {} : { toward }),
    ...(forMs === undefined ? {} : { forMs: parseMs(forMs) }),
  }
}

/** How slow. */
export interface SlowOptions {
  delay?: Duration
  jitter?: Duration
  /** Per cent. */
  loss?: number
  toward?: HostName
  forMs?: Duration
}

/** The process is stopped while its kernel goes on answering; with `forMs` it goes on by itself, a pause. */
export function frozenPeer(host: HostLike, options: { forMs?: Duration } = {}): Fault<'frozen-peer'> {
  refuseUnknown('fault frozen-peer', options, ['forMs'])
  const { forMs } = options
  return { kind: 'frozen-peer', host: asHost(host), ...(forMs === undefined ? {} : { forMs: parseMs(forMs) }) }
}

/** The host's programs together get no more than `sharePercent` of one CPU. Throws E_SHARE for all of it, and for none. */
export function cpuStarvation(host: HostLike, options: { sharePercent: number }): Fault<'cpu-starvation'> {
  refuseUnknown('fault cpu-starvation', options, ['sharePercent'])
  const { sharePercent } = options
  if (sharePercent > 0 && sharePercent < 100) return { kind: 'cpu-starvation', host: asHost(host), sharePercent }
  const cause = 'sharePercent is between 0 and 100, so that something is left and something is taken'
  throw new HalfopenError('E_SHARE', `Cannot use the fault cpu-starvation: ${cause}, got "${sharePercent}"`, {
    fix: 'For no CPU at all write frozenPeer(host)',
  })
}

/** The control: the process is killed, and its kernel tells everybody. */
export function processKill(host: HostLike): Fault<'process-kill'> {
  return { kind: 'process-kill', host: asHost(host) }
}

/** Where nobody says what becomes of the next packet, it is dropped: the harder case for a client. */
function asFirewall({ id, name, idleMs, atExpiry, onNextPacket = 'drop' }: Middlebox): Fault<'idle-firewall'> {
  if (idleMs !== undefined && atExpiry !== 'closes') return { kind: 'idle-firewall', idleMs, onNextPacket, box: id }
  const cause =
    idleMs === undefined ? 'nobody says after how long it forgets' : 'it closes connections, and tells both ends'
  throw new HalfopenError('E_MIDDLEBOX', `Cannot use ${name} as an idle firewall: ${cause}, got "${id}"`, {
    fix: "Give a limit of your own: 350s, in a script { idleMs: '350s' }",
  })
}

function refusedSlow(cause: string, got: number, fix: string): HalfopenError {
  return new HalfopenError('E_SLOW', `Cannot use the fault slow: ${cause}, got "${got}"`, { fix })
}

function asHost(host: HostLike): HostName {
  const name = typeof host === 'string' ? host : host?.host
  if (typeof name === 'string' && name !== '') return name
  throw new HalfopenError('E_HOST', `Cannot use the fault: it needs a host, got "${String(name)}"`, {
    fix: "Name one, such as 'server', or pass a program of the testbed",
  })
}
