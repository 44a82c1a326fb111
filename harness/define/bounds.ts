// Bounds as a scenario's author writes them, turned into data.
import { HalfopenError } from '../kit/errors.ts'
import type { Bound } from '../model/bound.ts'
import type { Vantage } from '../model/units.ts'
import { type Duration, parseMs } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/** One demand: loss noticed within a time, silence for a time, or recovery within a time after healing. */
export type BoundSpec =
  | { detectedBy: Vantage; within: Duration; notBefore?: Duration; code?: string }
  | { silent: Vantage; for: Duration }
  | { recoveredBy: Vantage; within: Duration }

/** The bounds as data. Throws E_BOUND for an empty list, E_UNKNOWN_FIELD and E_DURATION for what cannot be read. */
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
  'wire',
] as const satisfies readonly Vantage[]

function parseBound(spec: BoundSpec): Bound {
  if ('detectedBy' in spec) {
    refuseUnknown('bound', spec, ['detectedBy', 'within', 'notBefore', 'code'])
    return {
      expect: 'detection',
      from: parseVantage(spec.detectedBy),
      withinMs: parseMs(spec.within),
      ...(spec.notBefore === undefined ? {} : { notBeforeMs: parseMs(spec.notBefore) }),
      ...(spec.code === undefined ? {} : { code: spec.code }),
    }
  }
  if ('silent' in spec) {
    refuseUnknown('bound', spec, ['silent', 'for'])
    return { expect: 'silence', from: parseVantage(spec.silent), forMs: parseMs(spec.for) }
  }
  refuseUnknown('bound', spec, ['recoveredBy', 'within'])
  return { expect: 'recovery', from: parseVantage(spec.recoveredBy), withinMs: parseMs(spec.within) }
}

function parseVantage(vantage: Vantage): Vantage {
  if (vantages.includes(vantage)) return vantage
  throw new HalfopenError('E_VANTAGE', `Cannot use the vantage: it is none, got "${vantage}"`, {
    fix: `Use one of ${vantages.join(', ')}`,
  })
}
