// Parts of a whole are believed together: one that is missing, there twice, edited, or of another whole would be, too, if nobody looked.
import { expect, test } from 'vitest'
import { partHead, partOfMade } from './made-part.ts'
import { type ReadPart, together, whole } from './together.ts'

test('parts come in their order, whichever was named first', () => {
  const { parts, missing, interrupted } = together([part(2, 3), part(3, 3), part(1, 3)])
  expect([parts.map(({ file }) => file), missing, interrupted]).toEqual([['1.json', '2.json', '3.json'], [], []])
})

test('which parts are missing is known, and that one was interrupted; a whole has neither', () => {
  const some = [part(3, 4), part(1, 4, { interrupted: true })]
  expect(together(some)).toMatchObject({ missing: ['2/4', '4/4'], interrupted: [{ shard: '1/4', file: '1.json' }] })
  expect(() => whole(some)).toThrow('1/4 was interrupted, got "1.json". The same command goes on from there [E_PARTS]')
  expect(() => whole([part(1, 4), part(3, 4)])).toThrow(
    'Cannot make one of the parts: 2/4, 4/4 are not there. Run the same command with --shard 2/4 and with --shard 4/4 [E_PARTS]',
  )
  expect(() => whole([part(1, 2)])).toThrow('2/2 is not there')
  expect(whole([part(1, 2), part(2, 2)])).toHaveLength(2)
})

test.for<[parts: readonly ReadPart[], words: string]>([
  [
    [part(1, 2), { ...part(1, 2), file: 'b.json' }],
    '1/2 is there twice, in "1.json" and "b.json". Name each part once',
  ],
  [[part(1, 2), part(2, 3)], 'the number of parts is "2" and "3"'],
  [[part(1, 2), part(2, 2, { seed: '7' })], '"1.json" and "2.json" are of two: seed is "1" and "7"'],
  [[part(1, 2), part(2, 2, { seed: undefined })], 'seed is "1" and not given'],
  [[part(1, 2), part(2, 2, { halfopen: '0.0.9' })], 'and "0.0.9". Make all parts by the same command, with the same'],
  [[part(1, 2), { file: 'all.json', made: [] }], 'it is no part of a whole, got "all.json"'],
  [[part(1, 2), { ...part(2, 2), made: ['figure 2', 'more'] }], 'it was changed after it was written, got "2.json"'],
])('%# what does not belong together is refused by name', ([parts, words]) => {
  expect(() => together(parts)).toThrow(words)
  expect(() => together(parts)).toThrow('Cannot make one of the parts: ')
})

interface Otherwise {
  readonly interrupted?: boolean
  readonly seed?: string | undefined
  readonly halfopen?: string
}

function part(index: number, count: number, { interrupted = false, ...other }: Otherwise = {}): ReadPart {
  const made = [`figure ${index}`]
  const head = partHead({ index, count }, { scenarios: 'all', seed: '1', ...other })
  return { file: `${index}.json`, part: partOfMade(head, made, interrupted), made }
}
