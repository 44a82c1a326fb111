// What is made of a record: outcome, judge and what lies around them.
import { mutantsOf } from './mutant.ts'

export const verdict = [
  ...mutantsOf(
    'harness/verdict/overlong.ts',
    ['harness/verdict/overlong.test.ts'],
    [
      ['healedAtMs <= dueMs ||', ''],
      ["found.kind === 'detected' && found.by.atMs > dueMs", "found.kind === 'detected'"],
      [" && verdict.status === 'fail')) return verdict", ')) return verdict'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/socket-gone.ts',
    ['harness/verdict/socket-gone.test.ts'],
    [
      ['ends.length < asked.length ||', ''],
      ['lastMs >= Math.min(dueMs, healedAtMs)', 'lastMs >= dueMs'],
      ['if (asked.some(({ bornMs }) => bornMs > step.atMs)) return undefined', ''],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/asked.ts',
    [
      'harness/verdict/socket-gone.test.ts',
      ...[
        'harness/verdict/noticed-unsaid.test.ts',
        'harness/verdict/left-unsaid.test.ts',
        'harness/verdict/control.test.ts',
      ],
    ],
    [
      [' && verdict.reason === undefined', ''],
      ["bound.expect === (negated ? 'detection' : 'silence')", "bound.expect === 'silence'"],
      ["bound.expect === (negated ? 'silence' : 'detection')", "bound.expect === 'detection'"],
    ],
  ),
  ...mutantsOf(
    'harness/boxes/left-folders.ts',
    ['harness/boxes/left-folders.test.ts'],
    [
      ['place === here ||', 'true ||'],
      ['|| isAlive(Number(pid))', ''],
      ['> dayMs', '> 2 * dayMs'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/outcome.ts',
    ['harness/verdict/outcome.test.ts'],
    [
      [
        'by ? detectedBy(by, step) : silentSince(step.byMs, watch)',
        'by ? detectedBy(by, step) : silentSince(0, watch)',
      ],
      ['if (heals && healedAtMs === undefined)', 'if (false)'],
      ["if (code === 'exit 137' || code === 'exit 143') return true", ''],
      ["!['SIGALRM', 'SIGABRT', 'SIGPIPE'].includes(code)", 'true'],
      [
        "(one.kind === 'recovered' && !isOrdinary(before)) || (lost && isHealthy(one))",
        "one.kind === 'recovered' || (lost && isHealthy(one))",
      ],
      ['isHealthy(one) && one.atMs >= healedAtMs', 'isHealthy(one)'],
      ['if (by && by.atMs + staysSoMs <= endMs) return by', 'if (by) return by'],
      ['const lost = seen.some(isLoss) || isLost(before)', 'const lost = seen.some(isLoss)'],
      ['.slice(seen.findLastIndex(isLoss) + 1)', ''],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/blindness.ts',
    ['harness/verdict/outcome.test.ts'],
    [
      ['.filter(({ atMs }) => atMs <= watch.untilMs)', '.filter(() => true)'],
      ['.toSorted((a, b) => a.atMs - b.atMs)\n  const before', '\n  const before'],
      [
        'const before = own.filter(({ atMs }) => atMs < step.atMs)',
        'const before = own.filter(({ atMs }) => atMs <= step.byMs)',
      ],
      [
        'after: own.filter(({ atMs }) => atMs >= step.atMs)',
        'after: own.filter(({ atMs }) => atMs >= step.atMs + 1_000)',
      ],
      ['cut.by === name && !isMadeUpFor(cut, seen, step)', 'false'],
      [
        'const [first] = ends.toSorted((a, b) => a.atMs - b.atMs)',
        'const [first] = ends.toSorted((a, b) => b.atMs - a.atMs)',
      ],
      [
        'if (cut === undefined || untilMs > fromMs) return undefined',
        'if (cut === undefined || untilMs > 0) return undefined',
      ],
      ['  if (!last) {', '  if (false) {'],
      ["(what === 'host' && by === kernelOf(host))", 'false'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/judge.ts',
    ['harness/verdict/judge.test.ts'],
    [
      ["['skip', 'pass', 'inconclusive', 'fail']", "['skip', 'pass', 'fail', 'inconclusive']"],
      ['if (bound.code !== undefined && outcome.by.code !== bound.code) {', 'if (false) {'],
      ["if (time === 'beyond') return { status: 'pass' }", "if (time !== 'within') return { status: 'pass' }"],
      ['outcome.watchedMs >= bound.forMs + tolerance.lateMs', 'outcome.watchedMs >= bound.forMs'],
      [
        "const longEnough = outcome.kind === 'silent' && outcome.watchedMs >= withinMs",
        "const longEnough = outcome.kind === 'silent' || outcome.kind === 'silent' && outcome.watchedMs >= withinMs",
      ],
      [
        "const early = notBeforeMs > 0 ? compare(notBeforeMs, outcome, tolerance) : 'beyond'",
        "const early: string = 'beyond'",
      ],
      ["if (early === 'close') return tooClose", "if (early === 'never') return tooClose"],
      ['if (afterMs + uncertaintyMs <= limitMs)', 'if (afterMs <= limitMs)'],
      ["return afterMs > limitMs + lateMs ? 'beyond' : 'close'", "return afterMs > limitMs ? 'beyond' : 'close'"],
      ['return afterMs > limitMs + lateMs', 'return afterMs > limitMs + 2 * lateMs'],
      [
        "if (outcome.kind === 'blind') return doubt(outcome.reason)",
        "if (outcome.kind === 'blind') return { status: 'pass' }",
      ],
      [
        "if (outcome.kind !== 'recovered') return judgeMissing",
        "if (outcome.kind === 'silent') return { status: 'pass' }\n  if (outcome.kind !== 'recovered') return judgeMissing",
      ],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/verdicts.ts',
    ['harness/verdict/verdicts.test.ts'],
    [
      ["if (error !== undefined) return { status: 'inconclusive', reason: error }", ''],
      ["{ status: 'inconclusive', reason: 'nothing was demanded' }", "{ status: 'pass' }"],
      ['[...record.observations, ...appObservations(scenario.hosts, record.lines)]', '[...record.observations]'],
      ['if (lacking !== undefined)\n', 'if (false)\n'],
    ],
  ),
  ...mutantsOf(
    'harness/verdict/rejudge.ts',
    ['harness/verdict/rejudge.test.ts'],
    [
      ['const endedAtMs = judgedAtMs ?? run.endedAtMs', 'const endedAtMs = run.endedAtMs'],
      ['isDeepStrictEqual(run.verdict, own) ? [] : [run.verdict]', '[]'],
    ],
  ),
]
