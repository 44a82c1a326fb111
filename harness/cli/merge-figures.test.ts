// Method: figures that were measured in three parts, of a comparison one of them empty, against the same measured whole in one: all but the host's own time of each has to be the same.
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { runCli, startCli } from './fixtures/cli.ts'

const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`

describe.skipIf(refusal !== undefined)(`parts of a campaign${why}`, { timeout: 300_000 }, () => {
  test.for([
    ['compare', ['--settings', 'keepalive=1/1/3', '--faults', 'power-off', '--watch', '30s', '--phases', '1'], 2],
    ['recommend', ['--within', '3s', '--tolerate', '0', '--prove', '--phases', '1'], 12],
  ] as const)('of %s are one, the same as measured whole; one alone is none', async ([command, options, count]) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'halfopen-parts-'))
    const at = (name: string) => join(folder.path, name)
    for (const i of [1, 2, 3]) {
      const part = await runCli([command, ...options, '--shard', `${i}/3`, '--output', at(`${i}`)])
      expect([part.stderr, part.exitCode]).toEqual([expect.stringContaining('measurements'), 0])
    }
    const kept = command === 'compare' ? ['--output', at('whole')] : []
    const summary = at('summary.md')
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
    const whole = await startCli([command, ...options, '--json', ...kept], env)
    const said = await readFile(summary, 'utf8').catch(() => '')
    expect(said.split('\n')[0]).toMatch(
      command === 'compare' ? /^## halfopen compare: 1 phase each, 2 measurements, / : /^$/,
    )
    const merged = await runCli([
      'report',
      'merge',
      at('3'),
      at('2'),
      at('1'),
      '--format',
      'json',
      '--output',
      at('one'),
    ])
    expect([merged.stderr, merged.exitCode]).toEqual(['', whole.exitCode])
    expect(alike(merged.stdout)).toEqual(alike(whole.stdout))
    expect(merged.stdout.match(/"wallMs"/g)?.length).toBe(count)
    const alone = await runCli(['report', 'merge', at('1'), '--output', at('one')])
    expect([alone.stdout, alone.stderr]).toEqual([
      '',
      expect.stringContaining('2/3, 3/3 are not there. Run the same command'),
    ])
    const text = await readFile(join(at('1'), `${command}.json`), 'utf8')
    expect(text).toContain('"digest"')
  })
})

function alike(json: string): unknown {
  return JSON.parse(json, (name, value: unknown) => (name === 'wallMs' ? undefined : value))
}
