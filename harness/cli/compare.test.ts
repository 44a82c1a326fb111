// Method: the command line as a user calls it. It is interrupted when the first measurement is in the ledger, and called again: what was
// measured before has to stand there as it was, the host's time of each included, which no second measurement would repeat.
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { patienceToStart } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import type { Comparison } from '../model/comparison.ts'
import { runCli, startCli } from './fixtures/cli.ts'

const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`
const small = [
  'compare',
  '--settings',
  'keepalive=1/1/3',
  '--settings',
  'off',
  '--faults',
  'power-off',
  '--watch',
  '30s',
]

describe.skipIf(refusal !== undefined)(`compare in virtual time${why}`, { timeout: 300_000 }, () => {
  test('goes on after Ctrl-C where it was, and measures nothing twice', async () => {
    await using output = await mkdtempDisposable(join(tmpdir(), 'compare-'))
    const args = [...small, '--phases', '6', '--output', output.path]
    const cli = startCli(args)
    await until('see a measurement', async () => (await ledgerOf(output.path)).length > 0 || undefined, patienceToStart)
    cli.kill('SIGINT')
    const interrupted = await cli
    const before = await ledgerOf(output.path)
    const kept: Comparison = JSON.parse(await readFile(join(output.path, 'compare.json'), 'utf8'))
    expect(interrupted.exitCode).toBe(130)
    expect(interrupted.stderr).toContain('interrupted; the same command goes on from')
    expect(kept.measurements.length).toBe(before.length)
    expect(before.length).toBeLessThan(14)
    const { exitCode, stdout } = await runCli([...args, '--json'])
    const after = await ledgerOf(output.path)
    expect(exitCode).toBe(0)
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.length).toBe(14)
    const comparison: Comparison = JSON.parse(stdout)
    expect(comparison.settings.map(({ cells }) => cells.map(({ n }) => n))).toEqual([[6], [6]])
  })

  test('has exit code 1 where a setting that was named is slower than the bound, and 0 where it is not', async () => {
    await using output = await mkdtempDisposable(join(tmpdir(), 'compare-'))
    const args = [...small, '--phases', '1', '--output', output.path, '--within']
    const slow = await runCli([...args, '5s'])
    expect([slow.exitCode, slow.stdout]).toEqual([1, expect.stringMatching(/off .*> 30\.0 s.*outside 5 s/)])
    const quick = await runCli(['compare', '--settings', 'keepalive=1/1/3', ...args.slice(5), '5s'])
    expect([quick.exitCode, quick.stdout]).toEqual([0, expect.stringContaining('<- best within 5 s')])
  })
})

test.for([
  [['--settings', 'keepalive=60/10'], 'E_SETTINGS'],
  [['--faults', 'poweroff'], 'Did you mean "power-off"? [E_FAULT_SPEC]'],
  [['--phases', '0'], '--phases is a whole number from 1 to 1000, got "0". Write --phases 8 [E_USAGE]'],
  [['--watch', '3 h'], '--watch is a length of time up to 20 days, got "3 h". Write --watch 3h [E_USAGE]'],
  [['--clock', 'both'], 'measurements are by one clock, got "both"'],
  [['--json', '--markdown'], '--json and --markdown are two formats. Use one of them [E_USAGE]'],
  [['--setting', 'off'], 'Did you mean "--settings"? [E_USAGE]'],
] as const)('compare %s is refused with the fix', async ([args, words]) => {
  const { exitCode, stderr } = await runCli(['compare', ...args])
  expect([exitCode, stderr]).toEqual([64, expect.stringContaining(words)])
})

/** The lines of the ledger. */
async function ledgerOf(folder: string): Promise<readonly string[]> {
  const name = (await readdir(folder)).find(file => file.endsWith('.jsonl'))
  const text = name === undefined ? '' : await readFile(join(folder, name), 'utf8')
  return text.split('\n').slice(0, -1)
}
