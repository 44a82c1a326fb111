// The one list of fault kinds, and what can be asked of a fault whatever its kind.
import type { HostName, Ms } from '../model/units.ts'
import type { Conditions } from '../timers/conditions.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import { type BlackHole, blackHoleKind } from './black-hole.ts'
import { type ConntrackFlush, conntrackFlushKind } from './conntrack-flush.ts'
import { type CpuCompetition, cpuCompetitionKind } from './cpu-competition.ts'
import { type CpuStarvation, cpuStarvationKind } from './cpu-starvation.ts'
import { type DnsBlackHole, dnsBlackHoleKind } from './dns-black-hole.ts'
import { type Duplicate, duplicateKind } from './duplicate.ts'
import { type FailDns, failDnsKind } from './fail-dns.ts'
import { type FrozenPeer, frozenPeerKind } from './frozen-peer.ts'
import { type IdleFirewall, idleFirewallKind } from './idle-firewall.ts'
import type { Befallen, Facts, FaultKind, IdleLimit, NameMoved, Need, Questions, Silenced, Takes } from './kind.ts'
import { type LinkDown, linkDownKind } from './link-down.ts'
import { type MtuBlackHole, mtuBlackHoleKind } from './mtu-black-hole.ts'
import { type NameMove, nameMoveKind } from './name-move.ts'
import { type None, noneKind } from './none.ts'
import { type PowerOff, powerOffKind } from './power-off.ts'
import { type ProcessKill, processKillKind } from './process-kill.ts'
import { type Reject, rejectKind } from './reject.ts'
import { type Reorder, reorderKind } from './reorder.ts'
import { type Replay, replayKind } from './replay.ts'
import { type Reset, resetKind } from './reset.ts'
import { type Slow, slowKind } from './slow.ts'
import { type SlowDns, slowDnsKind } from './slow-dns.ts'
import { type Suspend, suspendKind } from './suspend.ts'
import { type Takeover, takeoverKind } from './takeover.ts'
import type { WhereToward } from './where.ts'

/** Every kind of fault with its data, on hosts of these names. */
interface FaultsByKind<H extends HostName = HostName> {
  none: None
  'power-off': PowerOff<H>
  'black-hole': BlackHole<H>
  takeover: Takeover<H>
  'idle-firewall': IdleFirewall<H>
  slow: Slow<H>
  'frozen-peer': FrozenPeer<H>
  'cpu-starvation': CpuStarvation<H>
  'cpu-competition': CpuCompetition<H>
  reject: Reject<H>
  'link-down': LinkDown<H>
  'mtu-black-hole': MtuBlackHole
  'conntrack-flush': ConntrackFlush<H>
  'process-kill': ProcessKill<H>
  suspend: Suspend<H>
  'connection-reset': Reset<H>
  'name-move': NameMove<H>
  'dns-black-hole': DnsBlackHole
  'slow-dns': SlowDns
  'fail-dns': FailDns
  duplicate: Duplicate<H>
  reorder: Reorder<H>
  replay: Replay<H>
}

/** What there is to know of each. A kind without a module does not compile. */
export const kinds: { readonly [K in Kind]: FaultKind<Fault<K>> } = {
  none: noneKind,
  'power-off': powerOffKind,
  'black-hole': blackHoleKind,
  takeover: takeoverKind,
  'idle-firewall': idleFirewallKind,
  slow: slowKind,
  'frozen-peer': frozenPeerKind,
  'cpu-starvation': cpuStarvationKind,
  'cpu-competition': cpuCompetitionKind,
  reject: rejectKind,
  'link-down': linkDownKind,
  'mtu-black-hole': mtuBlackHoleKind,
  'conntrack-flush': conntrackFlushKind,
  'process-kill': processKillKind,
  suspend: suspendKind,
  'connection-reset': resetKind,
  'name-move': nameMoveKind,
  'dns-black-hole': dnsBlackHoleKind,
  'slow-dns': slowDnsKind,
  'fail-dns': failDnsKind,
  duplicate: duplicateKind,
  reorder: reorderKind,
  replay: replayKind,
}

type Kind = keyof FaultsByKind

/** A fault as data: of any kind, or of one. */
export type Fault<K extends Kind = Kind> = { [P in K]: FaultsByKind[P] & { readonly kind: P } }[K]

/** A fault on hosts of these names, so that a misspelt one does not compile. */
export type FaultOn<H extends HostName> = FaultsByKind<H>[Kind]

/** What is known of the kind of a fault. */
export function kindOf<K extends Kind>({ kind }: Fault<K>): FaultKind<Fault<K>> {
  return kinds[kind]
}

/** What becomes of the packets on the path of the client in question, or why that cannot be told. */
export function effectOf<K extends Kind>(fault: Fault<K>, on: Conditions): Effect | Unpredictable {
  return kindOf(fault).effect(fault, on)
}

/** The hosts that it names. */
export function hostsOf<K extends Kind>(fault: Fault<K>): readonly HostName[] {
  return kindOf(fault).hosts?.(fault) ?? []
}

/** What there has to be for it to take something. */
export function takesOf<K extends Kind>(fault: Fault<K>): Takes {
  return kindOf(fault).takes(fault)
}

/** Of which traffic it is, as far as it says so. */
export function whereOf<K extends Kind>(fault: Fault<K>): WhereToward {
  return kindOf(fault).where?.(fault) ?? {}
}

/** What it cannot do without. */
export function needsOf<K extends Kind>(fault: Fault<K>): readonly Need[] {
  return kindOf(fault).needs?.(fault) ?? []
}

/** Heals by itself so long after it is in force; undefined where it stays. */
export function healsAfterMs<K extends Kind>(fault: Fault<K>): Ms | undefined {
  return kindOf(fault).healsAfterMs?.(fault)
}

/** How long it may take until it is in force. */
export function inForceWithinMs<K extends Kind>(fault: Fault<K>): Ms {
  return kindOf(fault).inForceWithinMs?.(fault) ?? 0
}

/** Whom it switches off, stops or kills: what they say afterwards, or no longer, is our own doing. */
export function silences<K extends Kind>(fault: Fault<K>): readonly Silenced[] {
  return kindOf(fault).silences?.(fault) ?? []
}

/** The one host that it befalls, and what has become of it; undefined where it is about packets or names. */
export function befallen<K extends Kind>(fault: Fault<K>): Befallen | undefined {
  return kindOf(fault).befalls?.(fault)
}

/** Which questions for names it is about; undefined where it is about anything else. */
export function questionsOf<K extends Kind>(fault: Fault<K>): Questions | undefined {
  return kindOf(fault).questions?.(fault)
}

/** Nobody is dead: who gives the peer up is mistaken. */
export function peerLives<K extends Kind>(fault: Fault<K>): boolean {
  return kindOf(fault).peerLives?.(fault) ?? false
}

/** The name that it lets stand for other hosts; undefined where it moves none. */
export function moveOf<K extends Kind>(fault: Fault<K>): NameMoved | undefined {
  return kindOf(fault).moves?.(fault)
}

/** Mistakes that come of it have a rate: it draws lots for every packet, for as long as it lasts. */
export function isWeather<K extends Kind>(fault: Fault<K>): boolean {
  return kindOf(fault).weather?.(fault) ?? false
}

/** A single silence that is sat out or not, while nobody is dead. */
export function isEpisode(fault: Fault): boolean {
  return peerLives(fault) && healsAfterMs(fault) !== undefined
}

/** The silence after which it forgets a connection; undefined where it forgets none for that. */
export function idleLimitOf<K extends Kind>(fault: Fault<K>): IdleLimit | undefined {
  return kindOf(fault).idleLimit?.(fault)
}

/** Whether it answers or ends by a RST, which only TCP has. */
export function resets<K extends Kind>(fault: Fault<K>): boolean {
  return kindOf(fault).resets?.(fault) ?? false
}

/** Which packets of a way it makes leave later, twice or out of order; undefined where it does none of that. */
export function shapes<K extends Kind>(fault: Fault<K>): 'all' | 'some' | undefined {
  return kindOf(fault).shapes?.(fault)
}

/** Whether the facts of its evidence say that there was nothing for it to take. */
export function wasKeptAlive(fault: Fault, facts: Facts): boolean {
  return kindOf(fault).keptAlive?.(facts) ?? false
}
