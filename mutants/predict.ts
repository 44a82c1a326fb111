// When detection must fall: the kernel's timers, the clocks' lateness and the prediction made of them.
import { mutantsOf } from './mutant.ts'

const predicted = ['harness/predict/predict.test.ts'] as const
const afar = ['harness/predict/far.test.ts'] as const
const measured = ['harness/predict/predict.test.ts', 'harness/predict/measured.test.ts'] as const

export const predict = [
  ...mutantsOf(
    'harness/timers/wheel.ts',
    ['harness/timers/wheel.test.ts'],
    [
      ['ticks: ms => Math.ceil(', 'ticks: ms => Math.floor('],
      ['unit(ticks)) + 1) * unit(ticks)', 'unit(ticks))) * unit(ticks)'],
      ['while (ticks >= 63 * unit', 'while (ticks >= 64 * unit'],
      ['unit *= 8', 'unit *= 4'],
      ['tickMs: 1_000 / hz', 'tickMs: 1_001 / hz'],
    ],
  ),
  ...mutantsOf(
    'harness/timers/kernel.ts',
    ['harness/timers/kernel.test.ts', ...predicted],
    [
      ['?? 200_000\n', '?? 250_000\n'],
      ['[0, 255]) ?? 15', '[0, 255]) ?? 16'],
      ['[0, 127]) ?? 6', '[0, 127]) ?? 5'],
      ['rtoMaxMs : 120_000', 'rtoMaxMs : 60_000'],
      ['const linearSince = 6_005', 'const linearSince = 6_015'],
      ['const rtoMaxSince = 6_015', 'const rtoMaxSince = 6_000'],
      ['const usualHz = [100, 250, 300, 1_000] as const', 'const usualHz = [1_000] as const'],
    ],
  ),
  ...mutantsOf('harness/timers/lateness.ts', predicted, [
    [
      'export const tellingMs: Readonly<Record<ClockName, Ms>> = { real: 100',
      'export const tellingMs: Readonly<Record<ClockName, Ms>> = { real: 1_000',
    ],
    ['virtual: 5 }', 'virtual: 500 }'],
    ['Math.min(ms / 1_000, 100) + 2', 'Math.min(ms / 10, 10_000) + 2'],
  ]),
  ...mutantsOf(
    'harness/timers/deadline.ts',
    ['harness/timers/deadline.test.ts', ...predicted],
    [
      ["if (reply !== 'answers') return", "if (reply === 'reset') return"],
      ['if (passes[0] >= heardMs[1] && delayMs[1] <= ms)', 'if (false)'],
      ['if (passes[1] < heardMs[0] || delayMs[0] > toMs)', 'if (passes[1] < heardMs[0])'],
    ],
  ),
  ...mutantsOf(
    'harness/timers/expectation.ts',
    ['harness/timers/expectation.test.ts', ...measured],
    [
      ['if (low < this.#low) this.#low = low', 'this.#low = low'],
      ['if (high <= this.#high) return', 'if (high >= this.#high) return'],
      ['(other.high < earliest.high ? other : earliest)', '(other.high > earliest.high ? other : earliest)'],
      ['if (!first) return all\n', 'if (!first) return { ...all, never: false }\n'],
      ['window && !never ? [{ high: window[1], by }]', 'window ? [{ high: window[1], by }]'],
    ],
  ),
  ...mutantsOf(
    'harness/timers/pause.ts',
    ['harness/predict/firewalls.test.ts'],
    [
      [
        '[[Math.max(keepalive.idleMs, keepalive.intervalMs), Math.max(...probes)] as const]',
        '[[keepalive.idleMs, keepalive.idleMs] as const]',
      ],
      ['if (pauses.length === 0) return undefined', 'if (pauses.length === 0) return [0, 0]'],
    ],
  ),
  ...mutantsOf(
    'harness/predict/firewalls.ts',
    ['harness/predict/firewalls.test.ts'],
    [
      ['keepaliveResetsTimer === false ? written : all', 'all'],
      ["pause[1] < idleMs ? 'before' : 'either'", "'before'"],
      ["if (idleMs === undefined) return 'unknown'", "if (idleMs === undefined) return 'survives'"],
    ],
  ),
  ...mutantsOf('harness/predict/predict.ts', predicted, [
    ["if (effect.notified) return { window: [0, asSpan(on.wayMs ?? on.rttMs ?? 0)[1]], never: false, by: 'told' }", ''],
    ['micros(Math.max(0, window[1]) + late)', 'micros(Math.max(0, window[1]))'],
    ["if (effect.reason !== undefined && on.state !== 'zero-window')", 'if (effect.reason !== undefined)'],
    ["if (effect.kernel.reply !== 'answers') return undefined", ''],
    ['const reason = unseen(on)', 'const reason: string | undefined = undefined'],
    ["if (peerTalks && peerTalksEveryMs !== 'never') return", 'if (false) return'],
  ]),
  ...mutantsOf('harness/predict/predict.ts', afar, [
    ['window: [0, asSpan(on.wayMs ?? on.rttMs ?? 0)[1]]', 'window: [0, 0]'],
    [' ?? tooFar(on)', ''],
    ['if (!window || never) return undefined', 'if (!window) return undefined'],
  ]),
  ...mutantsOf('harness/timers/states.ts', afar, [['untilMs[0] - onItsWayMs(situation)', 'untilMs[0]']]),
]
