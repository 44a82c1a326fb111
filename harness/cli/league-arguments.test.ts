import { expect, test } from 'vitest'
import { parseLeagueArguments } from './league-arguments.ts'

test('two formats at once are refused, and each alone is taken', () => {
  expect(() => parseLeagueArguments(['--json', '--markdown'])).toThrow(
    'Cannot read the options: --json and --markdown are two formats. Use one of them [E_USAGE]',
  )
  expect(['--json', '--markdown'].map(flag => parseLeagueArguments([flag]).format)).toEqual(['json', 'markdown'])
})

test('who is not in the league is refused by name, and who is there is measured alone', () => {
  expect(() => parseLeagueArguments(['--client', 'pgx-pool'])).toThrow('it is not in the league, got "pgx-pool"')
  expect(parseLeagueArguments(['--client', 'pgx']).kinds.map(({ id }) => id)).toEqual(['pgx'])
})

test('what merges parts measures nobody, and who is missing is an error where that is required', () => {
  expect(() => parseLeagueArguments(['--merge', 'a', '--shard', '1/2'])).toThrow('--merge measures nothing')
  expect(() => parseLeagueArguments(['--merge', 'a', 'pg'])).toThrow('Leave --client and --shard out')
  expect(parseLeagueArguments(['--merge', 'a', '--merge', 'b']).merge).toEqual(['a', 'b'])
  expect([[], ['--require']].map(args => parseLeagueArguments(args).require)).toEqual([false, true])
})
