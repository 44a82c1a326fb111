import { expect, test } from 'vitest'
import type { League } from '../model/league.ts'
import { partHead, partOfMade } from '../parts/made-part.ts'
import { type LeaguePart, madeIn, mergedLeague } from './merged.ts'

const ids = ['a', 'b', 'c', 'd']

test('parts become one: clients in the order of all, each with its own measurements, and who is missing once', () => {
  const found = mergedLeague([part(2, ['c', 'a'], ['d', 'd']), part(1, ['b'])], ids)
  expect(found.clients.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(found.measurements.map(({ client }) => client)).toEqual(['a', 'b', 'c'])
  expect(found.absent.map(({ id }) => id)).toEqual(['d'])
  expect(found.part).toBe(undefined)
})

test('parts that are no whole are refused: one is missing, was there twice, is of other clients, or was edited', () => {
  const edited = { ...part(2, ['b']), league: { ...part(2, ['b']).league, measurements: [] } }
  expect(() => mergedLeague([part(1, ['a'])], ids)).toThrow('2/2 is not there. Run the same command with --shard 2/2')
  expect(() => mergedLeague([part(1, ['a']), part(1, ['a'])], ids)).toThrow('1/2 is there twice')
  expect(() => mergedLeague([part(1, ['a']), part(2, ['b'], [], 'a b')], ids)).toThrow('clients is "all" and "a b"')
  expect(() => mergedLeague([part(1, ['a']), edited], ids)).toThrow('it was changed after it was written, got "2.json"')
  expect(() => mergedLeague([part(1, ['a']), { file: 'x.json', league: leagueOf(['b'], []) }], ids)).toThrow(
    'it is no part of a whole, got "x.json"',
  )
})

function part(
  index: number,
  clients: readonly string[],
  absent: readonly string[] = [],
  chosen: string = 'all',
): LeaguePart {
  const league = leagueOf(clients, absent)
  const head = partHead({ index, count: 2 }, { clients: chosen })
  return { file: `${index}.json`, league: { ...league, part: partOfMade(head, madeIn(league), false) } }
}

function leagueOf(clients: readonly string[], absent: readonly string[]): League {
  const told = { kind: 'nothing', watchedMs: 1 } as const
  const fault = { kind: 'power-off', host: 'server' } as const
  return {
    schema: 1,
    tool: { name: 'halfopen', version: '1' },
    kernel: { release: '6.12', hz: 250 },
    clients: clients.map(id => ({
      ...{ id, library: id, version: '1', language: 'Node', server: 'redis', subject: id },
      variants: [{ name: 'as it comes', set: {} }],
    })),
    absent: absent.map(id => ({ id, reason: 'it is not installed' })),
    measurements: clients.map(client => ({
      ...{ client, variant: 'as it comes', fault, phase: 0, offsetMs: 0, told, networkMs: 1, wallMs: 1 },
    })),
  }
}
