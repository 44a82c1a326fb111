// What clients and servers do about a dead peer when nobody configures them: published or read in their source, each with where.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import type { Ms } from '../model/units.ts'
import file from './clients.json' with { type: 'json' }
import league from './league.json' with { type: 'json' }

/** A program or library as it comes. What is absent does not apply. */
export interface Client {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly language: string
  /** Its detectors in their short spelling: parseSettings() reads it. */
  readonly settings: string
  /** A read deadline that a check at fixed times decides: at the latest. The settings have the earliest. */
  readonly readDeadlineToMs?: Ms
  /** How often a living, idle peer is heard. */
  readonly heardEveryMs?: Ms
  /** A connect is given up after this long. */
  readonly connectTimeoutMs?: Ms
  /** It closes a connection itself that was idle for this long, which is no detection. */
  readonly closesIdleMs?: Ms
  /** What it does in silence before its caller is told. */
  readonly retries?: Retries
  /** Nobody says whether it sets SO_KEEPALIVE. */
  readonly keepaliveUnknown?: boolean
  /** It does not look at its connection while it works on an answer. */
  readonly deaf?: boolean
  /** What has to hold for all this. */
  readonly assumes?: string
  /** Its own names for what can be set. */
  readonly options: readonly string[]
  /** Figures taken on the program itself. */
  readonly measured: readonly string[]
  /** `sourced`: read in package, source or documentation. `partial`: a part of it, see the notes. `unverified`: from memory. */
  readonly verified: 'sourced' | 'partial' | 'unverified'
  readonly notes: string
  /** Where it stands: addresses, or a package of a registry. */
  readonly sources: readonly string[]
  /** Where the league has measured otherwise than this says, and why. */
  readonly differs?: readonly Difference[]
}

/** Under these faults, in these states, of one client where several go by the same facts. */
export interface Difference {
  readonly faults: readonly string[]
  readonly states: readonly string[]
  readonly client?: string
  readonly because: string
}

/** `connects`: so many after a loss. `requests`: a request is then tried so many more times, each with such connects. */
export interface Retries {
  readonly connects: number
  readonly requests: number
  /** How long the pauses between the connects of one time take together, at the least and the most. */
  readonly pausesMs: readonly [Ms, Ms]
}

/** What the league has measured of a client: `npm run league` writes it. */
const inLeague: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(league))

const degrees = ['sourced', 'partial'] as const

/** All that are known. */
export const clients: readonly Client[] = file.clients.map(read)

/** By id, or by the beginning of an id that only one has. Throws E_CLIENT with the nearest. */
export function findClient(name: string): Client {
  const begun = name === '' ? [] : clients.filter(({ id }) => id.startsWith(name))
  const found = begun.find(({ id }) => id === name) ?? (begun.length === 1 ? begun[0] : undefined)
  if (found) return found
  const ids = begun.map(({ id }) => id)
  const cause = ids.length > 0 ? 'more than one has a name that begins so' : 'none of that name is known'
  throw new HalfopenError('E_CLIENT', `Cannot find the client: ${cause}, got "${name}"`, {
    fix:
      ids.length > 0
        ? `Use one of ${begun.map(({ id, name: what }) => `${id} (${what})`).join(', ')}`
        : suggestion(name),
  })
}

function suggestion(name: string): string {
  const ids = clients.map(({ id }) => id)
  return `npx halfopen explain --list names them.${didYouMean(name, ids)}`
}

function read(fact: Fact): Client {
  const { readDeadlineToSeconds, heardEverySeconds, connectTimeoutSeconds, closesIdleSeconds, ...rest } = fact
  const { keepaliveUnknown, deaf, assumes, measured = [], verified, retries, differs, ...known } = rest
  return {
    ...known,
    ...(readDeadlineToSeconds === undefined ? {} : { readDeadlineToMs: readDeadlineToSeconds * 1_000 }),
    ...(heardEverySeconds === undefined ? {} : { heardEveryMs: heardEverySeconds * 1_000 }),
    ...(connectTimeoutSeconds === undefined ? {} : { connectTimeoutMs: connectTimeoutSeconds * 1_000 }),
    ...(closesIdleSeconds === undefined ? {} : { closesIdleMs: closesIdleSeconds * 1_000 }),
    ...(retries === undefined ? {} : { retries: retriesOf(retries) }),
    ...(keepaliveUnknown === undefined ? {} : { keepaliveUnknown }),
    ...(deaf === undefined ? {} : { deaf }),
    ...(assumes === undefined ? {} : { assumes }),
    ...(differs === undefined ? {} : { differs }),
    measured: [...measured, ...(inLeague.get(known.id) ?? [])],
    verified: degrees.find(word => word === verified) ?? 'unverified',
  }
}

function retriesOf({ connects, requests, pausesSeconds }: NonNullable<Fact['retries']>): Retries {
  const [least = 0, most = least] = pausesSeconds
  return { connects, requests, pausesMs: [least * 1_000, most * 1_000] }
}

type Fact = (typeof file.clients)[number]
