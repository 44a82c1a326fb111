// A part that is tried twice or never would be believed.
import { expect, test } from 'vitest'
import { inTurn, parseShard, partOf } from './shard.ts'

test('the parts of a whole have everything, each in one of them, the first in the first', () => {
  const all = ['a', 'b', 'c', 'd', 'e']
  const parts = ['1/3', '2/3', '3/3'].map(text => partOf(all, parseShard(text), 'letter'))
  expect(parts).toEqual([['a', 'd'], ['b', 'e'], ['c']])
  expect(partOf(all, parseShard('1/1'), 'letter')).toEqual(all)
  expect(inTurn(parts)).toEqual(all)
})

test('a part of more parts than there is anything, or of none, is an error', () => {
  expect(() => partOf(['a'], parseShard('1/2'), 'scenario file')).toThrow('there is only 1 scenario file, got "1/2"')
  expect(() => partOf(['a', 'b'], parseShard('3/3'), 'client')).toThrow('there are only 2 clients, got "3/3"')
  for (const text of ['0/2', '3/2', '1/0', '1', 'a/b']) expect(() => parseShard(text)).toThrow('not a part of a whole')
})
