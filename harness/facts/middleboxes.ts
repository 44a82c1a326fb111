// How long the boxes on the way remember a silent connection, and what they do then: published facts, each with its source.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Ms } from '../model/units.ts'
import file from './middleboxes.json' with { type: 'json' }

/** A load balancer, firewall, NAT or proxy. What is absent is not known, or nobody says. */
export interface Middlebox {
  readonly id: string
  /** Shorter names that mean the same. */
  readonly aliases: readonly string[]
  readonly name: string
  /** How long a connection may be silent. Where such boxes differ, the shortest. */
  readonly idleMs?: Ms
  /** `silent`: it forgets and tells nobody. `closes`: it ends both sides itself, and every client sees that. */
  readonly atExpiry: 'silent' | 'closes' | 'unknown'
  readonly onNextPacket?: 'drop' | 'reset'
  /** Whether TCP keepalive probes count as traffic. */
  readonly keepaliveResetsTimer?: boolean
  /** The limit is of data that nobody acknowledges, and no idle connection meets it. */
  readonly of?: 'unacknowledged'
  /** The setting that changes the limit. */
  readonly setBy?: string
  /** `sourced`: the number stands in the source. `partial`: see the notes. `unverified`: from memory. */
  readonly confidence: 'sourced' | 'partial' | 'unverified'
  readonly notes: string
  /** Addresses of the pages that say so. */
  readonly sources: readonly string[]
}

const actions = ['drop', 'reset'] as const
const expiries = ['silent', 'closes'] as const
const degrees = ['sourced', 'partial'] as const

/** All that are known. */
export const middleboxes: readonly Middlebox[] = file.middleboxes.map(read)

/** Those that forget or close a connection because it is idle. */
export const idleMiddleboxes: readonly Middlebox[] = middleboxes.filter(box => box.of === undefined)

/** By id, by alias, or by the beginning of an id that only one box has. Throws E_MIDDLEBOX with the nearest name. */
export function findMiddlebox(name: string): Middlebox {
  const exact = middleboxes.find(({ id, aliases }) => id === name || aliases.includes(name))
  if (exact) return exact
  const begun = name === '' ? [] : middleboxes.filter(({ id }) => id.startsWith(name))
  const [first, ...others] = begun
  if (first && others.length === 0) return first
  const cause = first ? 'more than one has a name that begins so' : 'none of that name is known'
  throw new HalfopenError('E_MIDDLEBOX', `Cannot find the middlebox: ${cause}, got "${name}"`, {
    fix: first ? `Use ${begun.map(({ id }) => id).join(' or ')}` : suggestion(name),
  })
}

function suggestion(name: string): string {
  const names = middleboxes.flatMap(({ id, aliases }) => [id, ...aliases])
  return `Give its limit instead: 350s, in a script { idle: '350s' }.${didYouMean(name, names)}`
}

function read(fact: (typeof file.middleboxes)[number]): Middlebox {
  const { idleSeconds, onNextPacket, keepaliveResetsTimer, setBy, atExpiry, confidence, of, ...rest } = fact
  const shortest = Array.isArray(idleSeconds) ? Math.min(...idleSeconds) : idleSeconds
  const next = actions.find(word => word === onNextPacket)
  return {
    ...rest,
    ...(shortest === null ? {} : { idleMs: shortest * 1_000 }),
    atExpiry: expiries.find(word => word === atExpiry) ?? 'unknown',
    ...(next ? { onNextPacket: next } : {}),
    ...(keepaliveResetsTimer === null ? {} : { keepaliveResetsTimer }),
    ...(of === undefined ? {} : { of: 'unacknowledged' as const }),
    ...(setBy === null ? {} : { setBy }),
    confidence: degrees.find(word => word === confidence) ?? 'unverified',
  }
}
