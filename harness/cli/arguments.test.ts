import { expect, test } from 'vitest'
import { parseOptions } from './arguments.ts'

test('an option may stand several times, once, or without a value, as its command says', () => {
  const args = ['a/b', '--faults', 'x', '--json', '--faults=y', '--within', '5s']
  expect(
    parseOptions(args, {
      within: { value: 'T', does: '' },
      output: { value: 'DIR', does: '' },
      faults: { value: 'F', many: true, does: '' },
      settings: { value: 'S', many: true, does: '' },
      json: { does: '' },
      markdown: { does: '' },
    }),
  ).toEqual({
    options: { within: '5s' },
    lists: { faults: ['x', 'y'], settings: [] },
    flags: { json: true, markdown: false },
    patterns: ['a/b'],
  })
})

test.for([
  [['--json=yes'], '--json takes no value, got "--json=yes". Write --json alone [E_USAGE]'],
  [['--faults'], '--faults has no value, got nothing behind it. Write --faults F [E_USAGE]'],
  [
    ['--within', '-5s'],
    '--within has no value, got "-5s" behind it. Write --within T, or where that is its value --within=-5s [E_USAGE]',
  ],
  [['--within', '--json'], '--within has no value, got "--json" behind it. Write --within T'],
  [['--faults', 'a', '--faults', '-b'], '--faults has no value, got "-b" behind it'],
  [['a', '-x'], 'unknown option, got "-x". It has --within, --faults, --json'],
  [['--within', '5s', '-5s'], 'unknown option, got "-5s"'],
  [['--fault', 'x'], 'It has --within, --faults, --json. Did you mean "--faults"? [E_USAGE]'],
] as const)('%s is refused', ([args, words]) => {
  const declared = {
    within: { value: 'T', does: '' },
    faults: { value: 'F', many: true, does: '' },
    json: { does: '' },
  } as const
  expect(() => parseOptions(args, declared)).toThrow(words)
})
