// Method: what was measured has to lie in the window, and the window may be wider by one step of the timer wheel on either side and no more.
// Figures in seconds. Those of a row were measured with sockets alone, 8 to 32 of them in as many phases, in the guest kernel (Linux 6.12,
// HZ=250, virtual time), from what the client heard last, wrote or sent first to the error; those of "fidelity" come from real time on
// Linux 6.18. A model without the wheel would give one instant; one that adds an eighth to everything would be too wide.
import { describe, expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import type { Fault } from '../model/fault.ts'
import type { Circumstances } from './circumstances.ts'
import { predict } from './predict.ts'

const kernel = { release: '6.12.117', hz: 250 }
const hole: Fault = { kind: 'black-hole', toward: 'both' }

type Row = readonly [settings: string, measured: readonly [number, number], stepS: number]

function windowOf(settings: string, on: Partial<Circumstances>): readonly [number, number] {
  const { window } = predict({ settings: parseSettings(settings), fault: hole, kernel, clock: 'virtual', ...on })
  if (typeof window !== 'object') throw new Error(`no window for ${settings}: ${window}`)
  return [window[0] / 1_000, window[1] / 1_000]
}

function expectAround(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
  stepS: number,
): void {
  expect(low).toBeLessThanOrEqual(from + 0.0005) // what was measured is rounded to a millisecond
  expect(high).toBeGreaterThanOrEqual(to)
  expect(low).toBeGreaterThan(from - stepS)
  expect(high).toBeLessThan(to + stepS + 0.01)
}

describe('an idle connection, from what it heard last', () => {
  test.for<Row>([
    ['keepalive=1/1/3', [4.054, 4.102], 0.032],
    ['keepalive=2/2/3', [8.039, 8.079], 0.032],
    ['keepalive=3/3/3', [12.162, 12.47], 0.256],
    ['keepalive=10/3/3', [19.158, 19.47], 0.256],
    ['keepalive=30/1/10', [40.25, 42.186], 2.048],
    ['keepalive=60/10/6', [121.386, 123.338], 2.048],
    ['keepalive=300/30/5', [453.094, 465.122], 16.384],
    ['linux', [7_882.174, 7_995.53], 131.072],
    ['keepalive=1/10/2', [21.283, 30.715], 0.256],
    ['keepalive=1/1/3,user-timeout=2500ms', [3.038, 3.078], 0.032],
    ['keepalive=10/5/3,user-timeout=5s', [15.026, 15.374], 0.256],
    ['keepalive=10/5/3,user-timeout=12s', [15.034, 15.366], 0.256],
    ['keepalive=10/5/3,user-timeout=20s', [20.146, 20.494], 0.256],
    ['keepalive=10/5/3,user-timeout=25s', [25.266, 25.614], 0.256],
    ['keepalive=60/10/6,user-timeout=90s', [90.51, 90.966], 2.048],
  ])('%s: %j', ([settings, measured, stepS]) => {
    expectAround(windowOf(settings, { quietMs: 0 }), measured, stepS)
  })
})

describe('unacknowledged data, from the write on', () => {
  test.for<Row>([
    ['retries2=0', [0.809, 0.847], 0.032],
    ['retries2=1', [1.64, 1.684], 0.032],
    ['retries2=2', [3.272, 3.348], 0.032],
    ['retries2=3', [6.505, 6.766], 0.256],
    ['retries2=5', [13.165, 13.513], 0.256],
    ['retries2=8', [105.347, 107.959], 2.048],
    ['retries2=10', [330.602, 335.338], 2.048],
    ['off', [934.762, 939.703], 2.048],
    ['keepalive=30/1/10', [934.762, 939.728], 2.048],
    ['user-timeout=300ms', [0.709, 0.741], 0.032],
    ['user-timeout=2500ms', [2.912, 2.944], 0.032],
    ['user-timeout=10s', [10.422, 10.67], 0.256],
    ['user-timeout=30s', [30.414, 30.661], 0.256],
    ['user-timeout=100s', [100.502, 102.423], 2.048],
    ['keepalive=10/5/3,user-timeout=25s', [25.412, 25.66], 0.256],
  ])('%s: %j', ([settings, measured, stepS]) => {
    expectAround(windowOf(settings, { nextWriteMs: 0, rttMs: [0, 0.1] }), measured, stepS)
  })

  test.for<Row>([
    ['retries2=3', [6.312, 6.626], 0.256],
    ['user-timeout=10s', [10.218, 10.463], 0.256],
  ])('of more than one segment is probed for at once, so %s ends sooner: %j', ([settings, measured, stepS]) => {
    expectAround(windowOf(settings, { nextWriteMs: 0, rttMs: [0, 0.1], writeBytes: 20_000 }), measured, stepS)
  })

  test.for<Row>([
    ['retries2=2', [1.832, 1.872], 0.032],
    ['retries2=3', [3.496, 3.52], 0.064],
    ['retries2=5', [13.36, 14.152], 0.832],
    ['user-timeout=10s', [10.888, 11.864], 0.832],
  ])(
    'that is answered with "host unreachable" is sent again sooner, so %s ends sooner: %j',
    ([settings, measured, stepS]) => {
      const fault: Fault = { kind: 'reject', answer: 'host-unreachable' }
      expectAround(windowOf(settings, { fault, nextWriteMs: 0, rttMs: [0, 0.1] }), measured, stepS)
    },
  )

  test('and after each 256 retransmissions a message goes by unheard, so that it is sent again half as often', () => {
    const fault: Fault = { kind: 'reject', answer: 'host-unreachable' }
    // Measured with the probe, in eight phases, with data in flight when the fault came.
    const on = { fault, state: 'data-in-flight', sinceMs: 0, rttMs: [0, 0.5] } as const
    expectAround(windowOf('user-timeout=3580s', on), [3585.33, 3591.533], 13.056)
  })

  test.for<Row>([
    ['retries2=3', [3.068, 3.096], 0.064],
    ['user-timeout=10s', [10.238, 10.456], 0.256],
  ])('that does not leave its own host is not retransmitted but tried again: %s: %j', ([settings, measured, stepS]) => {
    const fault: Fault = { kind: 'link-down', host: 'client', end: 'own' }
    expectAround(windowOf(settings, { fault, nextWriteMs: 0, rttMs: [0, 0.1] }), measured, stepS)
  })
})

describe('a SYN, from the first one on', () => {
  test.for<Row>([
    ['off', [133.306, 135.292], 2.048],
    ['syn-retries=1', [3.048, 3.079], 0.032],
    ['syn-retries=2', [7.112, 7.143], 0.032],
    ['syn-retries=3', [19.338, 19.583], 0.256],
    ['user-timeout=500ms', [1.009, 1.039], 0.032],
    ['user-timeout=3s', [3.005, 3.034], 0.032],
    ['user-timeout=10s', [10.009, 10.255], 0.256],
    ['user-timeout=60s', [60.125, 62.046], 2.048],
    ['keepalive=1/1/3', [133.306, 135.292], 2.048],
  ])('%s: %j', ([settings, measured, stepS]) => {
    expectAround(windowOf(settings, { state: 'connecting', sinceMs: 0 }), measured, stepS)
  })

  test('of a kernel before 6.5, which doubles from the first on: 129.256 to 130.437', () => {
    const on = { state: 'connecting', sinceMs: 0, kernel: { release: '6.1.0', hz: 250 } } as const
    expectAround(windowOf('off', on), [129.256, 130.437], 2.048)
  })
})

describe('a closed window, from the data that is held back on', () => {
  test.for<Row>([
    ['user-timeout=2500ms', [2.712, 2.743], 0.032],
    ['user-timeout=10s', [10.214, 10.449], 0.256],
    ['user-timeout=60s', [60.222, 60.463], 0.256],
    ['retries2=0', [0.209, 0.212], 0.01],
    ['retries2=1', [1.082, 1.105], 0.032],
  ])('ends with %s although the peer answers: %j', ([settings, measured, stepS]) => {
    const fault: Fault = { kind: 'none' }
    expectAround(windowOf(settings, { fault, state: 'zero-window', sinceMs: 0, rttMs: 5 }), measured, stepS)
  })

  // Two probes within half a second of each other are not both answered: net.ipv4.tcp_invalid_ratelimit of the peer.
  test.for<[number, number]>([
    [0.138, 3.211],
    [0.275, 4.89],
    [0.687, 4.917],
    [1.374, 4.9],
    [1.648, 8.283],
    [2.059, 8.304],
  ])('with a dead peer the probes since the last answered one count, after %f s it was %f s', ([beforeS, endS]) => {
    const on = { state: 'zero-window', sinceMs: beforeS * 1_000, rttMs: 5 } as const
    const afterS = endS - beforeS
    expectAround(windowOf('retries2=3', on), [afterS, afterS], 0.4)
  })
})

describe('fidelity: real time on Linux 6.18', () => {
  test.for([
    ['keepalive=1/1/3', { quietMs: 0 }, 4.09],
    ['keepalive=300/30/5', { quietMs: 0 }, 460],
    ['retries2=3', { nextWriteMs: 0 }, 6.8],
    ['retries2=5', { nextWriteMs: 0 }, 13.4],
    ['off', { nextWriteMs: 0 }, 938.8],
    ['user-timeout=2500ms', { nextWriteMs: 0 }, 2.94],
    ['off', { state: 'connecting', sinceMs: 0 }, 134],
  ] as const)('%s with %j: %f', ([settings, on, measuredS]) => {
    const [low, high] = windowOf(settings, { kernel: { release: '6.18.44', hz: 250 }, clock: 'real', ...on })
    expect(low).toBeLessThanOrEqual(measuredS)
    expect(high).toBeGreaterThanOrEqual(measuredS)
  })

  // Measured on the same kernel, 12 sockets: 15.016 to 15.464 s after the fault, with writes 37 ms apart.
  test('the longest pause between retransmissions counts from Linux 6.15 on, and not before', () => {
    const of = (release: string) =>
      windowOf('rto-max=1s', { kernel: { release, hz: 250 }, nextWriteMs: [37, 446], clock: 'real', rttMs: 0.05 })
    expectAround(of('6.18.44'), [15.016, 15.464], 0.11)
    expect(of('6.12.117')[0]).toBeGreaterThan(900)
  })
})
