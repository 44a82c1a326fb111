// Method: the sentence as a whole, of a few scenarios, of many, and of a folder of many; each name in it is one that there is.
import { expect, test } from 'vitest'
import { noMatch } from './no-match.ts'

const many = ['black-hole', 'power-off', 'slow'].flatMap(folder => [1, 2, 3, 4].map(i => `${folder}/ping-${i}`))
const deep = Array.from({ length: 12 }, (_, i) => `incidents/redis-${String(i).padStart(2, '0')}`)

test.for([
  ['pases', ['passes', 'fails'], 'no scenario matches "pases". Did you mean "passes"? There are fails, passes'],
  ['orders', ['reader'], 'no scenario matches "orders". There is reader'],
  ['orders', [], 'no scenario matches "orders"'],
  [
    'orders',
    [...many, 'alone'],
    'no scenario matches "orders". There are some in black-hole/**, power-off/**, slow/**: npx halfopen list names each',
  ],
  [
    'pong/ping',
    many,
    'no scenario matches "pong/ping". Like it: black-hole/ping-1, black-hole/ping-2, black-hole/ping-3 and 9 more. There are some in black-hole/**, power-off/**, slow/**: npx halfopen list names each',
  ],
  [
    'slow/nothing-of-the-sort',
    many,
    'no scenario matches "slow/nothing-of-the-sort". There are slow/ping-1, slow/ping-2, slow/ping-3, slow/ping-4',
  ],
  [
    'incidents/mongo-eats-all',
    [...many, ...deep],
    'no scenario matches "incidents/mongo-eats-all". npx halfopen list \'incidents/**\' names those that there are',
  ],
  [
    'pwer-off/**',
    many,
    'no scenario matches "pwer-off/**". Did you mean "power-off/**"? There are some in black-hole/**, power-off/**, slow/**: npx halfopen list names each',
  ],
  [
    'pwer-off',
    many,
    'no scenario matches "pwer-off". Did you mean "power-off"? There are some in black-hole/**, power-off/**, slow/**: npx halfopen list names each',
  ],
  ['{', ['orders', 'orders'], 'no scenario matches "{". There is orders'],
] as const)('%s of %j', ([pattern, ids, words]) => {
  expect(noMatch(pattern, ids).message).toBe(`Cannot run: ${words} [E_NO_MATCH]`)
})

test('however many there are, the sentence stays one that can be read', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `folder-${i % 500}/scenario-${i}`)
  const { message } = noMatch('scenario', ids)
  expect(message.length).toBeLessThan(1_000)
  expect(message).toMatch(/ There are some in folder-0\/\*\*, .* and others: npx halfopen list names each /)
})
