import { expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { parseFaultSpec } from '../faults/spelling.ts'
import type { Found, Measurement } from '../model/comparison.ts'
import { cellOf } from './summary.ts'

test('figures are least, median, p95 and greatest by nearest rank, with the margin to the bound', () => {
  const made = [30, 10, 20, 40].map((s, phase) => measurement(phase, detected(s * 1_000)))
  expect(cellOf(parseFaultSpec('power-off'), made, 60_000)).toEqual({
    fault: { kind: 'power-off', host: 'server' },
    n: 4,
    doubts: [],
    detection: { min: { ms: 10_000 }, median: { ms: 20_000 }, p95: { ms: 40_000 }, max: { ms: 40_000 } },
    marginMs: 19_000,
    predicted: [9_000, 41_000],
    reason: 'keepalive decides',
    outside: 0,
  })
})

test('the margin is that of the worst of all phases: what is predicted of those between counts as what was measured', () => {
  const made = { ...measurement(0, detected(24_400)), predicted: [24_200, 24_600] as const }
  const whole = { predicted: [15_200, 25_600] as const }
  expect(cellOf(parseFaultSpec('power-off'), [{ ...made, whole }], 25_000)).toMatchObject({
    predicted: [15_200, 25_600],
    marginMs: -600,
  })
  expect(cellOf(parseFaultSpec('power-off'), [made], 25_000).marginMs).toBe(400)
})

test('a cell in which some phase may never notice has no margin, however soon the measured ones did', () => {
  const whole = { predicted: [500, 2_500] as const, orNever: true as const }
  const { orNever, marginMs } = cellOf(
    parseFaultSpec('power-off'),
    [{ ...measurement(0, detected(1_500)), whole }],
    60_000,
  )
  expect([orNever, marginMs]).toEqual([true, undefined])
})

test('what was not noticed is beyond the watch, never a number: neither a greatest figure nor a margin', () => {
  const made = [measurement(0, { kind: 'censored', watchedMs: 10_800_000 }), measurement(1, detected(5_000))]
  const { detection, marginMs } = cellOf(parseFaultSpec('power-off'), made, 60_000)
  expect({ detection, marginMs }).toEqual({
    detection: {
      min: { ms: 5_000 },
      median: { ms: 5_000 },
      p95: { beyondMs: 10_800_000 },
      max: { beyondMs: 10_800_000 },
    },
    marginMs: undefined,
  })
})

test('doubt has no figure, and is counted beside those that have', () => {
  const doubt: Found = { kind: 'doubt', reason: 'no evidence that power-off took effect' }
  const { n, doubts, detection } = cellOf(parseFaultSpec('power-off'), [
    measurement(0, doubt),
    measurement(1, detected(5_000)),
  ])
  expect({ n, doubts, max: detection?.max }).toEqual({ n: 1, doubts: [doubt.reason], max: { ms: 5_000 } })
  expect(cellOf(parseFaultSpec('power-off'), [measurement(0, doubt)])).toMatchObject({ n: 0, doubts: [doubt.reason] })
  expect(cellOf(parseFaultSpec('power-off'), [measurement(0, doubt)]).detection).toBeUndefined()
})

test('a connection that a firewall never forgot is kept alive, and has no detection time', () => {
  const made = [measurement(0, { kind: 'censored', watchedMs: 700_000, keptAlive: true })]
  const { detection, keptAlive, n } = cellOf(parseFaultSpec('idle-firewall=350s'), made)
  expect({ detection, keptAlive, n }).toEqual({ detection: undefined, keptAlive: 1, n: 1 })
})

test('a window is that of all phases; where one of them may never notice, so may the cell', () => {
  const never = { ...measurement(0, detected(1)), predicted: 'never' as const }
  expect(cellOf(parseFaultSpec('blip=5s'), [never])).toMatchObject({ predicted: 'never' })
  expect(cellOf(parseFaultSpec('blip=5s'), [never, measurement(1, detected(1))])).toMatchObject({
    predicted: [9_000, 41_000],
    orNever: true,
  })
  const { predicted: _untold, ...untold } = measurement(2, detected(1))
  expect(cellOf(parseFaultSpec('blip=5s'), [never, untold]).predicted).toBeUndefined()
})

function measurement(phase: number, found: Found): Measurement {
  return {
    settings: parseSettings('keepalive=10/5/3'),
    ...parseFaultSpec('power-off'),
    phase,
    offsetMs: phase,
    found,
    predicted: [9_000, 41_000],
    reason: 'keepalive decides',
    networkMs: 1,
    wallMs: 1,
  }
}

function detected(afterMs: number): Found {
  return { kind: 'detected', afterMs, uncertaintyMs: 0 }
}
