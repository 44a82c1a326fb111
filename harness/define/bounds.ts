// Bounds as a scenario's author writes them, turned into data.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Bound } from '../model/bound.ts'
import type { Host } from '../model/host.ts'
import { readObserver } from '../model/observer.ts'
import type { Step } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import { type Duration, lengthOf } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/**
 * One demand: loss noticed within a time, nothing noticed for a time, or recovery within a time. `H`: the names of the hosts. `since`: the
 * step that it counts from, the last fault where absent; recovery counts from that fault's healing, where it heals.
 */
export type BoundSpec<H extends string = PairName> =
  | {
      detectedBy: ObserverOf<H>
      within: Duration
      /** What is noticed earlier is noticed too early. @default '0s' */
      notBefore?: Duration
      /** The error that the loss has to name, such as `ETIMEDOUT`: of a program's line what the group `code` of its pattern takes. @default any */
      code?: string
      /** @default the last fault */
      since?: number
      /** Asked of each connection, and not of the first that shows something. @default false */
      every?: boolean
    }
  | { undetectedBy: ObserverOf<H>; for: Duration; since?: number }
  | {
      recoveredBy: ObserverOf<H>
      within: Duration
      /** Who is back earlier is back too early: he has not kept what he is said to keep. @default '0s' */
      notBefore?: Duration
      /** @default the last fault */
      since?: number
    }

/** An observer of a system with these hosts. */
export type ObserverOf<H extends string> =
  | `${Named<H>}-app`
  | `${Named<H>}-kernel`
  | 'wire'
  | `wire:${Named<H>}>${Named<H>}`

/** A host, or one of several of a kind. */
export type Named<H extends string> = H | `${H}#${number}`

/** The hosts of the pair form. */
export type PairName = 'client' | 'server' | 'standby'

/**
 * The bounds as data. Throws E_BOUND for what claims nothing, E_OBSERVER for who is not there, E_UNKNOWN_FIELD and E_DURATION for what
 * cannot be read.
 */
export function parseBounds<H extends string>(
  specs: BoundSpec<H> | readonly BoundSpec<H>[],
  system: System,
): readonly [Bound, ...Bound[]] {
  const list = [specs].flat()
  const [first, ...rest] = list.map((spec, at) => parseBound(spec, system, boundAt(at, list)))
  if (first) return [first, ...rest]
  throw new HalfopenError('E_BOUND', 'Cannot use a scenario without bounds: it would claim nothing', {
    fix: "Add bounds: { detectedBy: 'client-app', within: '30s' }",
  })
}

/** A bound as its author finds it: by its number where there are several. */
export function boundAt(at: number, { length }: readonly unknown[]): string {
  return length === 1 ? 'bound' : `bound bounds[${at}]`
}

/** What bounds are about. */
export interface System {
  readonly hosts: readonly Pick<Host, 'name'>[]
  readonly steps: readonly Pick<Step, 'id' | 'does'>[]
}

const fields = {
  detectedBy: ['detectedBy', 'within', 'notBefore', 'code', 'since', 'every'],
  undetectedBy: ['undetectedBy', 'for', 'since'],
  recoveredBy: ['recoveredBy', 'within', 'notBefore', 'since'],
} as const

function parseBound<H extends string>(spec: BoundSpec<H>, system: System, where: string): Bound {
  if (typeof spec !== 'object' || spec === null) throw refusal(where, `it is not an object, got "${shown(spec)}"`)
  if ('detectedBy' in spec) return parseDetection(spec, system, where)
  if ('undetectedBy' in spec) {
    refuseUnknown(where, spec, fields.undetectedBy)
    const by = parseObserver(spec.undetectedBy, system, where)
    return {
      expect: 'silence',
      by,
      since: parseSince(spec.since, system, where),
      forMs: parseLength(where, 'for', spec.for),
    }
  }
  if ('recoveredBy' in spec) {
    refuseUnknown(where, spec, fields.recoveredBy)
    const by = parseObserver(spec.recoveredBy, system, where)
    return { expect: 'recovery', by, since: parseSince(spec.since, system, where), ...parseWindow(spec, where) }
  }
  refuseUnknown(where, spec, [...new Set(Object.values(fields).flat())])
  throw refusal(where, 'it names no observer')
}

function parseDetection<H extends string>(
  spec: Extract<BoundSpec<H>, { detectedBy: unknown }>,
  system: System,
  where: string,
): Bound {
  refuseUnknown(where, spec, fields.detectedBy)
  const { code, every } = spec
  const by = parseObserver(spec.detectedBy, system, where)
  const window = parseWindow(spec, where)
  if (code !== undefined && typeof code !== 'string')
    throw refusal(where, `code is a text, got "${shown(code)}"`, "Write code: 'ETIMEDOUT'")
  if (every && readObserver(by)?.level === 'app')
    throw refusal(
      where,
      `a program's words are about no single connection, got every with "${by}"`,
      "Leave it out, or ask a kernel or the wire, such as 'client-kernel'",
    )
  return {
    expect: 'detection',
    by,
    since: parseSince(spec.since, system, where),
    ...window,
    ...(code === undefined ? {} : { code }),
    ...(every ? { every: true } : {}),
  }
}

function parseWindow({ within, notBefore }: { within: Duration; notBefore?: Duration }, where: string): Window {
  const withinMs = parseLength(where, 'within', within)
  if (notBefore === undefined) return { withinMs }
  const notBeforeMs = lengthOf(`\`notBefore\` of the ${where}`, notBefore)
  if (notBeforeMs < withinMs) return { withinMs, notBeforeMs }
  throw refusal(
    where,
    `notBefore has to be less than within, got "${shown(notBefore)}"`,
    'Give a shorter notBefore, or a longer within',
  )
}

/** When something is to come. */
interface Window {
  withinMs: Ms
  notBeforeMs?: Ms
}

/** The last fault, or the last step where there is none. */
function parseSince(since: number | undefined, { steps }: System, where: string): number {
  const last = steps.findLast(({ does }) => does.kind !== 'run' && does.kind !== 'heal') ?? steps.at(-1)
  const wanted = since ?? last?.id ?? 0
  if (steps.some(({ id }) => id === wanted)) return wanted
  throw refusal(
    where,
    `since names a step, from 0 to ${steps.length - 1}, got "${shown(since)}"`,
    'Leave it out for the last fault',
  )
}

/** A bound of no length claims nothing, or what nobody can do. */
export function parseLength(where: string, field: string, duration: Duration): Ms {
  const ms = lengthOf(`\`${field}\` of the ${where}`, duration)
  if (ms > 0) return ms
  throw refusal(
    where,
    `\`${field}\` has to be longer than nothing, got "${shown(duration)}"`,
    "Write a length of time above 0, such as '30s'",
  )
}

function refusal(where: string, cause: string, fix = write): HalfopenError {
  return new HalfopenError('E_BOUND', `Cannot use the ${where}: ${cause}`, { fix })
}

const write =
  "Write { detectedBy: 'client-app', within: '30s' }, { undetectedBy: ..., for: ... } or { recoveredBy: ..., within: ... }"

function parseObserver(written: Observer, { hosts }: System, where: string): Observer {
  const read = readObserver(shown(written))
  const named = read?.level === 'wire' ? [read.path?.from, read.path?.to] : [read?.host]
  const known = named.every(name => name === undefined || hosts.some(host => host.name === name))
  if (read && known) return written
  const names = [...hosts.flatMap(({ name }) => [`${name}-app`, `${name}-kernel`]), 'wire']
  const paths = hosts.flatMap(from => hosts.map(to => `wire:${from.name}>${to.name}`))
  const near = didYouMean(shown(written), read?.level === 'wire' ? paths : names)
  throw new HalfopenError(
    'E_OBSERVER',
    `Cannot use the ${where}: nobody of that name observes, got "${shown(written)}"`,
    {
      fix: `Use one of ${names.join(', ')}.${near}`,
    },
  )
}
