// Method: the command line as a user calls it, on scenarios whose client is one program, which says `1` and, two seconds after the last answer,
// `0`. Whoever loses a function on the way to the measurement has no figure: without `read` nothing is understood, without `prepare` there is
// no program.
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { patienceToStart } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import type { Comparison } from '../model/comparison.ts'
import { startCli } from './fixtures/cli.ts'

const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`
const usual = ['--settings', 'off', '--faults', 'power-off', '--watch', '30s', '--soak', '30s']

describe.skipIf(refusal !== undefined)(`compare of a scenario in virtual time${why}`, { timeout: 300_000 }, () => {
  test.for(['read', 'prepare'] as const)('keeps what its client has in functions: %s', async (name, { expect }) => {
    await using output = await mkdtempDisposable(join(tmpdir(), 'compare-'))
    const args = [name, ...usual, '--phases', '2', '--json', '--output', output.path]
    const { exitCode, stdout, stderr } = await halfopenCompare(args, { TMPDIR: output.path })
    const { settings, measurements }: Comparison = JSON.parse(stdout)
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('of 3 measurements')])
    expect(settings[0]?.cells[0]).toMatchObject({ n: 2, doubts: [] })
    const times = measurements.flatMap(({ found }) => (found.kind === 'detected' ? [found.afterMs] : []))
    expect(times.length).toBe(2)
    // Two seconds from the last answer: it asks every half second.
    expect(times.filter(ms => ms < 1_400 || ms > 2_100)).toEqual([])
  })

  test('goes on after Ctrl-C where it was', async () => {
    await using output = await mkdtempDisposable(join(tmpdir(), 'compare-'))
    const args = ['read', ...usual, '--phases', '6', '--output', output.path]
    const cli = startCli(['compare', ...args], {}, project)
    await until('see a measurement', async () => (await ledgerOf(output.path)).length > 0 || undefined, patienceToStart)
    cli.kill('SIGINT')
    const { exitCode, stderr } = await cli
    const before = await ledgerOf(output.path)
    expect([exitCode, stderr]).toEqual([130, expect.stringContaining('interrupted; the same command goes on from')])
    expect(before.length).toBeLessThan(7)
    const again = await halfopenCompare(args)
    expect([again.exitCode, again.stderr]).toEqual([
      0,
      expect.stringContaining(`${before.length} measurements are from`),
    ])
    expect((await ledgerOf(output.path)).slice(0, before.length)).toEqual(before)
  })
})

test.for([
  [
    'two-claims',
    'off',
    'it has several claims, got "two-claims". Name one, such as two-claims/a-client-keeps-its-peer or',
  ],
  ['script', 'off', 'it is a script of several steps, got "script"'],
  [
    'reed',
    'off',
    'no scenario matches "reed". Did you mean "read"? There are prepare, read, script, two-claims [E_NO_MATCH]',
  ],
  [
    'read',
    'heartbeat=1s',
    'Cannot apply the settings to "teller.mjs": no kernel setting reaches them, got "heartbeat=1s". Put {settings}',
  ],
] as const)('compare of %s by %s is refused with the fix', async ([name, settings, words]) => {
  await using output = await mkdtempDisposable(join(tmpdir(), 'compare-'))
  const args = [name, '--settings', settings, '--faults', 'power-off', '--output', output.path]
  const { exitCode, stderr } = await halfopenCompare(args)
  expect([exitCode, stderr]).toEqual([64, expect.stringContaining(words)])
})

const project = join(import.meta.dirname, 'fixtures', 'own-programs')

async function halfopenCompare(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return await startCli(['compare', ...args], env, project)
}

async function ledgerOf(folder: string): Promise<readonly string[]> {
  const name = (await readdir(folder)).find(file => file.endsWith('.jsonl'))
  const text = name === undefined ? '' : await readFile(join(folder, name), 'utf8')
  return text.split('\n').slice(0, -1)
}
