// What a caller of the command line goes by: its exit code, and which part of the whole was tried.
import { mutantsOf } from './mutant.ts'

const told = ['harness/cli/exit-code.test.ts'] as const

export const cli = [
  ...mutantsOf('harness/cli/exit-code.ts', told, [
    ['errors.length > 0 || ', ''],
    ["statuses.includes('fail') ||", "statuses.every(one => one === 'fail') ||"],
    ["if (statuses.includes('inconclusive')) return ExitCode.inconclusive", ''],
    ["statuses.includes('pass') ? ExitCode.passed : ExitCode.nothingRan", 'ExitCode.passed'],
    ['part?.empty && runs', 'part && runs'],
  ]),
  ...mutantsOf(
    'harness/parts/shard.ts',
    ['harness/parts/shard.test.ts'],
    [
      ['i % count === index - 1', 'i % count === index % count'],
      ['part.slice(i, i + 1)', 'part.slice(0, 1)'],
    ],
  ),
  ...mutantsOf(
    'harness/parts/together.ts',
    ['harness/parts/together.test.ts'],
    [
      ['digestOf(made) !== part.digest', 'false'],
      ['if (one && twin)', 'if (false)'],
      ['shard => !byShard.has(shard)', '() => false'],
      ['mine.get(key) !== its.get(key)', 'false'],
      ['({ part }) => part.interrupted', '() => false'],
      ['a.part.index - b.part.index', '0'],
    ],
  ),
]
