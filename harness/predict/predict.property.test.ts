// Method: settings, faults and kernels of every shape that a report may hold, those that no kernel takes among them. What is claimed of a
// prediction holds for all of them: it ends, and what is not known makes a window wider, never narrower.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds } from '../kit/fixtures/fuzz.ts'
import { connectionStates } from '../model/connection-state.ts'
import { anyFault, anySettings } from '../model/fixtures/any-report.ts'
import type { Circumstances, Prediction } from './circumstances.ts'
import { predict } from './predict.ts'

const sysctls = fc.dictionary(
  fc.constantFrom('retries2', 'syn_retries', 'syn_linear_timeouts', 'rto_max_ms').map(name => `net.ipv4.tcp_${name}`),
  fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(-1, 1e9, 'six', '', '15', '1e9', 0.5)),
)
/** Of the processor: a prediction runs the kernel's timers in every phase. */
const mostMs = 5_000
/** More ticks take longer, and what is said of them holds as well. */
const hz = fc.constantFrom(100, 250)
const oddHz = fc.constantFrom(0, -1, 0.001, 1e9)
const release = fc.constantFrom('6.12.3', '5.15', '6.18.0-rc1', 'unknown', '')
const ms = fc.oneof(fc.constantFrom(0, 1), fc.nat({ max: 100_000 }), fc.double({ min: 0, max: 1e9, noNaN: true }))
const absent = fc.constant(undefined)
const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  settings: anySettings(),
  fault: anyFault(),
  state: fc.constantFrom(undefined, ...connectionStates),
  by: fc.constantFrom<Circumstances['by'][]>(undefined, 'client-app', 'client-kernel', 'server-kernel', 'wire'),
  clock: fc.constantFrom<Circumstances['clock'][]>(undefined, 'real', 'virtual'),
  kernel: fc.record({ release, hz: fc.oneof({ weight: 9, arbitrary: hz }, { weight: 1, arbitrary: oddHz }) }),
  sysctls: fc.oneof(absent, sysctls),
  quietMs: fc.oneof(absent, ms),
  sinceMs: fc.oneof(
    absent,
    ms,
    fc.tuple(ms, ms).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  ),
  nextWriteMs: fc.oneof(absent, ms),
  writeBytes: fc.oneof(absent, fc.nat({ max: 100_000 })),
  healedMs: fc.oneof(absent, ms),
  family: fc.constantFrom<Circumstances['family'][]>(undefined, 4, 6),
  relayed: fc.constantFrom<Circumstances['relayed'][]>(undefined, true, false, 'unknown'),
})

test('every prediction ends, says why, and has a window that is one', () => {
  holds(
    circumstances,
    on => {
      const { window, reason } = predict(on)
      expect(reason).not.toBe('')
      if (!Array.isArray(window)) return
      const [low, high] = window
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeGreaterThanOrEqual(low)
      expect(high).toBeLessThan(Number.POSITIVE_INFINITY)
    },
    { mostMs },
  )
})

/** Whether all that one prediction allows is allowed by the other as well. */
function allows(wide: Prediction, narrow: Prediction): boolean {
  if (wide.window === undefined || narrow.window === undefined) return wide.window === undefined
  if (narrow.window === 'never') return wide.window === 'never' || wide.orNever === true
  if (wide.window === 'never') return false
  const never = narrow.orNever === undefined || wide.orNever === true
  return never && wide.window[0] <= narrow.window[0] && narrow.window[1] <= wide.window[1]
}

describe('what is not known makes a prediction wider:', () => {
  test.for<[string, (on: Circumstances) => Circumstances]>([
    ['the kernel', ({ kernel: _, ...on }) => on],
    ['whether a proxy stands between', on => ({ ...on, relayed: 'unknown' })],
  ])('%s', ([, unsaid]) => {
    const known = circumstances.map(on => ({ ...on, relayed: on.relayed === 'unknown' ? false : on.relayed }))
    holds(
      known,
      on => {
        const [narrow, wide] = [predict(on), predict(unsaid(on))]
        expect(allows(wide, narrow), `${JSON.stringify(wide)} allows ${JSON.stringify(narrow)}`).toBe(true)
      },
      { mostMs },
    )
  })
})
