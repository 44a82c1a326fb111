// Method: the command line on a PATH with Node alone, so that no server and no tool is there; and what two parts left, made one.
import { readFileSync } from 'node:fs'
import { mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { madeIn } from '../league/merged.ts'
import type { League } from '../model/league.ts'
import { partHead, partOfMade } from '../parts/made-part.ts'
import { ExitCode } from './exit-code.ts'
import { startCli } from './fixtures/cli.ts'

const timeout = 60_000

test('where nothing is installed each missing thing has a line, and is an error where it is required', {
  timeout,
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'league-'))
  await symlink(process.execPath, join(folder.path, 'node'))
  const asked = ['league', '--client', 'redis-py', '--client', 'go-redis', '--output', join(folder.path, 'out')]
  const env = { PATH: folder.path }
  const plain = await startCli(asked, env)
  expect(plain.stdout.split('\n')).toEqual([
    ' redis-server is not installed: apt install redis-server, or brew install redis (not measured:',
    ' redis-py, go-redis)',
    expect.stringMatching(/^ python3 is not installed: .* \(not measured: redis-py\)$/),
    expect.stringMatching(/^ go is not installed: .* \(not measured: go-redis\)$/),
    expect.stringMatching(/^ 0 clients, 0 measurements in /),
  ])
  expect(plain.exitCode).toBe(ExitCode.nothingRan)
  const required = await startCli([...asked, '--require'], env)
  expect(required.stderr).toContain('(not measured: redis-py, go-redis), which --require does not let pass')
  expect(required.exitCode).toBe(ExitCode.failed)
  const idle = await startCli([...asked, '--shard', '3/3'], env)
  expect([idle.stdout, idle.exitCode]).toEqual([
    ' nothing fell to shard 3/3: there are fewer clients than parts',
    ExitCode.passed,
  ])
})

test('parts that were measured apart become one league, with one page; one that is none is refused by name', {
  timeout,
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'league-'))
  const at = (name: string) => join(folder.path, name)
  for (const [i, id] of ['pg', 'psycopg'].entries()) {
    const league = leagueOf(id)
    const head = partHead({ index: i + 1, count: 2 }, { clients: 'pg psycopg' })
    await mkdir(at(id))
    const text = JSON.stringify({ ...league, part: partOfMade(head, madeIn(league), false) })
    await writeFile(join(at(id), 'league.json'), text)
  }
  const parts = ['report', 'merge', at('psycopg'), at('pg'), '--output', at('out')]
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: at('summary.md') }
  const { stdout, exitCode } = await startCli(parts, env)
  expect(stdout).toMatch(
    / pg \(pg 1\), as it comes\n.*\n psycopg \(psycopg 1\), as it comes\n.*\n 2 clients, 2 measurements.*\n not as published: pg: .*pg 8\.23\.1 is published, here is 1;.*\n not as published: psycopg: /s,
  )
  expect(exitCode).toBe(ExitCode.passed)
  expect(readFileSync(join(at('out'), 'league.html'), 'utf8')).toContain('2 clients, 2 measurements')
  expect(readFileSync(at('summary.md'), 'utf8')).toMatch(
    /^## halfopen league: 2 clients, 2 measurements\n[\s\S]*\n\| pg 1 \| as it comes \| never \|\n\| psycopg 1 \| as it comes \| never \|\n/,
  )
  const shown = await startCli(['report', 'merge', at('pg'), '--output', at('out')], env)
  expect(shown.stdout).toBe(
    '::error title=halfopen::Cannot make one of the parts: 2/2 is not there. Run the same command with --shard 2/2 [E_PARTS]',
  )
  const alone = await startCli(['league', '--merge', at('pg'), '--output', at('out')])
  expect([alone.exitCode, alone.stderr]).toEqual([
    ExitCode.usage,
    'Cannot make one of the parts: 2/2 is not there. Run the same command with --shard 2/2 [E_PARTS]',
  ])
  await writeFile(join(at('pg'), 'league.json'), '{}')
  const refused = await startCli(parts)
  expect(refused.stderr).toContain(`Cannot read the part: it does not fit its schema:`)
  expect(refused.stderr).toContain(join(at('pg'), 'league.json'))
})

function leagueOf(id: string): League {
  const told = { kind: 'nothing', watchedMs: 10_800_000 } as const
  const fault = { kind: 'power-off', host: 'server' } as const
  return {
    schema: 1,
    tool: { name: 'halfopen', version: '1' },
    clients: [
      {
        ...{ id, library: id, version: '1', language: 'Node', server: 'postgres', subject: id },
        variants: [{ name: 'as it comes', set: {} }],
      },
    ],
    absent: [],
    measurements: [{ client: id, variant: 'as it comes', fault, phase: 0, offsetMs: 0, told, networkMs: 1, wallMs: 1 }],
  }
}
