// What programs lost in line for a CPU: how it is counted, and what is made of it.
import { mutantsOf } from './mutant.ts'

const counted = ['harness/observe/cpu-waits.test.ts'] as const
const judged = ['harness/verdict/starved.test.ts'] as const
const watched = ['harness/runtime/in-line.test.ts'] as const

export const load = [
  ...mutantsOf('harness/observe/cpu-waits.ts', counted, [
    ['last === undefined ? Math.min(newMs, waitedMs)', 'last === undefined ? waitedMs'],
    ['const takenMs = Math.min(restMs, toMs - fromMs - had)', 'const takenMs = restMs'],
    ['      restMs -= takenMs\n', ''],
    ['add(harness, own, ownTurns()?.waitedMs)', ''],
    ['[...hosts, [harness, carriers] as const]', 'hosts'],
    ['toMs > atMs - beforeMs', 'toMs > atMs + beforeMs'],
    ['toMs > atMs - beforeMs', 'toMs > 0'],
    ['ms > (toMs - fromMs) / 50', 'ms > (toMs - fromMs) * 50'],
  ]),
  ...mutantsOf('harness/verdict/starved.ts', judged, [
    ['Math.max(0, lost - blurMs)', 'lost'],
    ['Math.max(0, waitedIn([from, until], on).ms - lateMs)', 'waitedIn([from, until], on).ms'],
    [
      'waitedBetween(cpuWaits, between, excusedIn(steps.map(({ does }) => does)))',
      'waitedBetween(cpuWaits, between, [])',
    ],
    ["verdict.status === 'fail' ? [moved(found, lostMs(fromMs - middleMs, fromMs))] : []", '[]'],
    ["if (foretold === 'early') return lostMs(step.byMs - middleMs, by.atMs) > 0", ''],
    ["'early') return lostMs(step.byMs - middleMs, by.atMs)", "'early') return lostMs(step.byMs, by.atMs)"],
    ['isLateWrite(step, lostMs) ||', ''],
    ["verdict.status !== 'pass' || foretold === 'inside'", "verdict.status !== 'pass'"],
    ['waited.ms < (untilMs - first.fromMs) * muchOf', 'false'],
    [
      "'from' in found && found.from === 'healing' ? (step.healedAtMs ?? step.byMs) : step.byMs",
      "'from' in found ? step.byMs : step.atMs",
    ],
  ]),
  ...mutantsOf('harness/model/cpu-wait.ts', judged, [
    ['.toSorted((a, b) => b.ms - a.ms)', '.toSorted((a, b) => a.ms - b.ms)'],
    ["wait.harnessMs > 0 ? [...own, ['halfopen', wait.harnessMs] as const] : own", 'own'],
  ]),
  ...mutantsOf('harness/model/cpu-wait.ts', watched, [
    ['Math.min(toMs, wait.toMs) - Math.max(fromMs, wait.fromMs)', 'wait.toMs - wait.fromMs'],
    ['ms += Math.min(\n      overlapMs,', 'ms += Math.min(\n      Number.POSITIVE_INFINITY,'],
    ['Object.entries(wait.hosts).filter(([host]) => !excused.includes(host))', 'Object.entries(wait.hosts)'],
  ]),
  ...mutantsOf('harness/runtime/in-line.ts', watched, [
    ['Math.min(watchMs(bound), lostMs)', 'lostMs'],
    ['Math.min(watchMs(bound), lostMs)', '0'],
    ["bound.expect === 'recovery' ? healedAtMs : byMs", 'byMs'],
  ]),
  ...mutantsOf(
    'harness/planes/taken.ts',
    ['harness/planes/taken.test.ts'],
    [
      ['const leastOfDue = 0.5', 'const leastOfDue = 0'],
      ['const mostElsewhere = 0.05', 'const mostElsewhere = 5'],
      ['[0.25, 0.5]', '[0, 0.5]'],
      ['wanted.every(part => part >= leastOfEach)', 'wanted.some(part => part >= leastOfEach)'],
      ['/ 1.25 ** (load.nice ?? 0)', '/ 1'],
    ],
  ),
]
