import { expect, test } from 'vitest'
import type { League } from '../model/league.ts'
import { mergedLeague } from './merged.ts'

const ids = ['a', 'b', 'c', 'd']

test('parts become one: clients in the order of all, each with its own measurements, and who is missing once', () => {
  const found = mergedLeague([part(['b', 'c'], ['d', 'a']), part(['a'], ['d'])], ids)
  expect(found.clients.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(found.measurements.map(({ client }) => client)).toEqual(['a', 'b', 'c'])
  expect(found.absent.map(({ id }) => id)).toEqual(['d']) // and a was measured elsewhere
})

test('parts of another halfopen or another kernel, and a client that is in two, are refused by name', () => {
  const older = { ...part(['b']), league: { ...part(['b']).league, tool: { name: 'halfopen', version: '0' } } } as const
  expect(() => mergedLeague([part(['a']), older], ids)).toThrow(
    'Cannot make one league of the parts: "a.json" is of halfopen 1 on Linux 6.12, "b.json" of halfopen 0 on Linux 6.12.',
  )
  const kernel = { release: '6.13', hz: 250 }
  const other = { file: 'c.json', league: { ...part(['c']).league, kernel } }
  expect(() => mergedLeague([part(['a']), other], ids)).toThrow('"c.json" of halfopen 1 on Linux 6.13')
  expect(() => mergedLeague([part(['a']), part(['b', 'a'])], ids)).toThrow('a is in more than one part')
})

function part(clients: readonly string[], absent: readonly string[] = []): { file: string; league: League } {
  const told = { kind: 'nothing', watchedMs: 1 } as const
  const fault = { kind: 'power-off', host: 'server' } as const
  const league: League = {
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
  return { file: `${clients[0]}.json`, league }
}
