// What a fault kind says of itself. Each kind is one module, and besides it only the planes that inject it know of it.
import type { HostName, Ms } from '../model/units.ts'
import type { Conditions } from '../timers/conditions.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import type { WhereToward } from './where.ts'

/** All that is known of the faults of one kind. What is absent is nothing, never or no. */
export interface FaultKind<F extends { readonly kind: string }> {
  /** Its short names. The first that says all of a fault is the one that it is written by. */
  readonly spellings: readonly Spelling<F>[]
  /** What becomes of the packets on the path of the client in question. */
  readonly effect: (fault: F, on: Conditions) => Effect | Unpredictable
  /** What there has to be for it to take something. */
  readonly takes: (fault: F) => Takes
  /** The hosts that it names. */
  readonly hosts?: (fault: F) => readonly HostName[]
  /** Of which traffic it is, where that can be said. */
  readonly where?: (fault: F) => WhereToward
  /** What it cannot do without. */
  readonly needs?: (fault: F) => readonly Need[]
  /** Heals by itself so long after it is in force. */
  readonly healsAfterMs?: (fault: F) => Ms | undefined
  /** How long it may take until it is in force. */
  readonly inForceWithinMs?: (fault: F) => Ms
  /** Whom it switches off, stops or kills: what they say afterwards, or no longer, is our own doing. */
  readonly silences?: (fault: F) => readonly Silenced[]
  /** The one host that it befalls, and what has become of it: `switched off`. */
  readonly befalls?: (fault: F) => Befallen
  /** Which questions for names it is about, and nothing else: all, or those for one. */
  readonly questions?: (fault: F) => Questions
  /** Nobody is dead: who gives the peer up is mistaken. */
  readonly peerLives?: (fault: F) => boolean
  /** The name that it lets stand for other hosts. */
  readonly moves?: (fault: F) => NameMoved
  /** It draws lots for every packet, for as long as it lasts: what comes of it has a rate. */
  readonly weather?: (fault: F) => boolean
  /** The silence after which it forgets a connection, and whose limit that is. */
  readonly idleLimit?: (fault: F) => IdleLimit
  /** It answers or ends by a RST, which only TCP has. */
  readonly resets?: (fault: F) => boolean
  /** It changes when and how often packets leave: `all` of a way, or `some` of them, as a class of their own. A way has one such at a time. */
  readonly shapes?: (fault: F) => 'all' | 'some'
  /** Whether the facts of its evidence say that there was nothing for it to take. */
  readonly keptAlive?: (facts: Facts) => boolean
}

/**
 * What a fault takes from who is connected: who had none of it until it was over has lost nothing. `packets`: whatever came its way; `cable`: those, too,
 * that never left their host; `memory`: what a firewall knew, which matters to packets alone. `words`: what a host's programs should have heard, or
 * said; what their kernel answers for them is none. `both`: a host with its kernel. `time`: packets come late, twice or in disorder, so that in it, too,
 * nobody notices who sends none. `more`: what is there without a packet, such as the connection itself, or what only its own evidence can tell.
 */
export type Takes = 'packets' | 'cable' | 'memory' | 'words' | 'both' | 'time' | 'more'

/** A name with its value, such as `reboot=30s`. */
export interface Spelling<F> {
  readonly name: string
  /** What its value is, in words, and an example of one. */
  readonly takes: string
  readonly example?: string
  /** The fault of a value, or of none; undefined for what does not fit. */
  readonly read: (value: string | undefined) => F | undefined
  /** The value with which a fault would be written; undefined: with none. Whether that says all of it is found out by reading it. */
  readonly write: (fault: F) => string | undefined
}

/** `stand-in`: `by` is there to take the place of `host`. `cpu-time`: programs that take their time, as they do not in virtual time. */
export type Need =
  | { readonly what: 'cpu-time' }
  | { readonly what: 'stand-in'; readonly host: HostName; readonly by: HostName }

/** A host with its kernel, or its programs alone while its kernel goes on answering. */
export interface Silenced {
  readonly host: HostName
  readonly what: 'host' | 'program'
}

/** `what`: as in `which was switched off`. */
export interface Befallen {
  readonly host: HostName
  readonly what: string
}

/** For one name, or for any. */
export interface Questions {
  readonly name?: string
}

/** A name, and what it stands for from then on. */
export interface NameMoved {
  readonly name: string
  readonly to: readonly HostName[]
}

/** `box`: by its name in the facts, and of which protocol its limit is. */
export interface IdleLimit {
  readonly idleMs: Ms
  readonly box?: string
  readonly protocol?: 'tcp' | 'udp'
}

/** Numbers, by name. */
export type Facts = Readonly<Record<string, number>>

/**
 * A part of a hundred.
 * @exclusiveMinimum 0
 * @exclusiveMaximum 100
 */
export type Percent = number

/**
 * A part of a hundred, or all of it.
 * @exclusiveMinimum 0
 * @maximum 100
 */
export type Share = number
