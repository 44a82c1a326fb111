// Bounds as a scenario's author writes them, turned into data.
import { HalfopenError } from '../kit/errors.ts'
import type { Bound } from '../model/bound.ts'
import type { Ms, Vantage } from '../model/units.ts'
import { type Duration, parseMs } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/** One demand: loss noticed within a time, silence for a time, or recovery within a time after healing. */
export type BoundSpec =
  | { detectedBy: Vantage; within: Duration; notBefore?: Duration; code?: string }
  | { silent: Vantage; for: Duration }
  | { recoveredBy: Vantage; within: Duration }

/** The bounds as data. Throws E_BOUND for what claims nothing, E_UNKNOWN_FIELD and E_DURATION for what cannot be read. */
export function parseBounds(specs: BoundSpec | readonly BoundSpec[]): readonly [Bound, ...Bound[]] {
  const [first, ...rest] = [specs].flat().map(parseBound)
  if (first) return [first, ...rest]
  throw new HalfopenError('E_BOUND', 'Cannot use a scenario without bounds: it would claim nothing', {
    fix: "Add bounds: { detectedBy: 'client-app', within: '30s' }",
  })
}

const vantages = [
  'client-app',
  'client-kernel',
  'server-app',
  'server-kernel',
  'standby-app',
  'wire',
] as const satisfies readonly Vantage[]

const fields = {
  detectedBy: ['detectedBy', 'within', 'notBefore', 'code'],
  silent: ['silent', 'for'],
  recoveredBy: ['recoveredBy', 'within'],
} as const

function parseBound(spec: BoundSpec): Bound {
  if (typeof spec !== 'object' || spec === null) throw refusal(`it is not an object, got "${String(spec)}"`)
  if ('detectedBy' in spec) return parseDetection(spec)
  if ('silent' in spec) {
    refuseUnknown('bound', spec, fields.silent)
    return { expect: 'silence', from: parseVantage(spec.silent), forMs: parseLength('for', spec.for) }
  }
  if ('recoveredBy' in spec) {
    refuseUnknown('bound', spec, fields.recoveredBy)
    return { expect: 'recovery', from: parseVantage(spec.recoveredBy), withinMs: parseLength('within', spec.within) }
  }
  refuseUnknown('bound', spec, Object.values(fields).flat())
  throw refusal('it names no vantage')
}

function parseDetection(spec: Extract<BoundSpec, { detectedBy: Vantage }>): Bound {
  refuseUnknown('bound', spec, fields.detectedBy)
  const { notBefore, code } = spec
  const withinMs = parseLength('within', spec.within)
  const notBeforeMs = notBefore === undefined ? undefined : parseMs(notBefore)
  if (notBeforeMs !== undefined && notBeforeMs >= withinMs)
    throw refusal(`notBefore has to be less than within, got "${notBefore}"`)
  return {
    expect: 'detection',
    from: parseVantage(spec.detectedBy),
    withinMs,
    ...(notBeforeMs === undefined ? {} : { notBeforeMs }),
    ...(code === undefined ? {} : { code }),
  }
}

/** A bound of no length claims nothing, or what nobody can do. */
function parseLength(field: string, duration: Duration): Ms {
  const ms = parseMs(duration)
  if (ms > 0) return ms
  throw refusal(`\`${field}\` has to be longer than nothing, got "${duration}"`)
}

function refusal(cause: string): HalfopenError {
  return new HalfopenError('E_BOUND', `Cannot use the bound: ${cause}`, {
    fix: "Write { detectedBy: 'client-app', within: '30s' }, { silent: ..., for: ... } or { recoveredBy: ..., within: ... }",
  })
}

function parseVantage(vantage: Vantage): Vantage {
  if (vantages.includes(vantage)) return vantage
  throw new HalfopenError('E_VANTAGE', `Cannot use the vantage: it is none, got "${vantage}"`, {
    fix: `Use one of ${vantages.join(', ')}`,
  })
}
