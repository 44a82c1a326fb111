import { expect, test } from 'vitest'
import { parseOptions } from './arguments.ts'

test('an option may stand several times, once, or without a value, as its command says', () => {
  const args = ['a/b', '--faults', 'x', '--json', '--faults=y', '--within', '5s']
  expect(
    parseOptions(args, ['within', 'output'], { lists: ['faults', 'settings'], flags: ['json', 'markdown'] }),
  ).toEqual({
    options: { within: '5s' },
    lists: { faults: ['x', 'y'], settings: [] },
    flags: { json: true, markdown: false },
    patterns: ['a/b'],
  })
})

test.for([
  [['--json=yes'], 'E_USAGE'],
  [['--faults'], 'E_USAGE'],
  [['--fault', 'x'], 'It has --within, --faults, --json. Did you mean "--faults"? [E_USAGE]'],
] as const)('%s is refused', ([args, words]) => {
  expect(() => parseOptions(args, ['within'], { lists: ['faults'], flags: ['json'] })).toThrow(words)
})
