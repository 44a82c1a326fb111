// A part that is tried twice or never would be believed.
import { expect, test } from 'vitest'
import { inTurn, parseShard, partOf } from './shard.ts'

test('the parts of a whole have everything, each in one of them, the first in the first', () => {
  const all = ['a', 'b', 'c', 'd', 'e']
  const parts = ['1/3', '2/3', '3/3'].map(text => partOf(all, parseShard(text)))
  expect(parts).toEqual([['a', 'd'], ['b', 'e'], ['c']])
  expect(partOf(all, parseShard('1/1'))).toEqual(all)
  expect(inTurn(parts)).toEqual(all)
})

test('of more parts than there is anything the last ones are empty', () => {
  const parts = ['1/3', '2/3', '3/3'].map(text => partOf(['a'], parseShard(text)))
  expect(parts).toEqual([['a'], [], []])
  expect(inTurn(parts)).toEqual(['a'])
})

test('what is no part of a whole is an error', () => {
  for (const text of ['0/2', '3/2', '1/0', '1', 'a/b']) expect(() => parseShard(text)).toThrow('not a part of a whole')
})
