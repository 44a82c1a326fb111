// `halfopen report` against an earlier report: as a command whose exit code a build goes by.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { noticedByHeartbeat } from '../../reports/fixtures/sample-heartbeat.ts'
import { sampleReport } from '../../reports/fixtures/sample-report.ts'
import { renderJson } from '../../reports/json.ts'
import { runCli } from './fixtures/cli.ts'

const took = (afterMs: number) => renderJson({ ...sampleReport(), runs: [noticedByHeartbeat(afterMs, 1_000, 1_000)] })

describe('a report against an earlier one', () => {
  test('says what became slower, on a terminal and on the page', async () => {
    await using saved = await save({ now: took(1_900), before: took(1_200) })
    const { stdout, exitCode } = await runCli(['report', saved.now, '--against', saved.before])
    expect(stdout).toMatch(/^ Against the report of 2026-11-24 09:30:00 UTC: 1 slower$/m)
    expect(stdout).toMatch(/: slower: 1\.9 s, 1\.2 s before \(\+58 %\)$/m)
    const page = await runCli(['report', saved.now, '--against', saved.before, '--format', 'html'])
    expect(page.stdout).toContain('<span aria-hidden="true">\u{25b2}</span> slower: 1.9 s, 1.2 s before (+58 %)</span>')
    expect([exitCode, page.exitCode]).toEqual([0, 0])
  })

  test.for([
    ['20%', 1, '1 slower by more than 20 %:'],
    ['0.2', 1, '1 slower by more than 20 %:'],
    ['60%', 0, 'no time has grown by more than 60 %'],
  ] as const)(
    'fails where it is slower by more than %s, in every format: exit code %i',
    async ([part, code, words]) => {
      await using saved = await save({ now: took(1_900), before: took(1_200) })
      for (const format of ['terminal', 'html', 'junit', 'json']) {
        const args = ['report', saved.now, '--against', saved.before, '--fail-slower', part, '--format', format]
        const { stderr, exitCode } = await runCli(args)
        expect([format, exitCode, stderr.split('\n')[0]]).toEqual([format, code, words])
      }
    },
  )

  test('says that nothing could be compared, and does not let that pass', async () => {
    await using saved = await save({ now: took(1_900), before: renderJson({ ...sampleReport(), runs: [] }) })
    const { stderr, exitCode } = await runCli(['report', saved.now, '--against', saved.before, '--fail-slower', '20%'])
    expect([stderr, exitCode]).toEqual(['nothing could be compared: no time is in both reports', 3])
  })

  test.for([
    [['--fail-slower', '20%'], 'Cannot use --fail-slower: nothing to hold the report against'],
    [['--against', 'BEFORE', '--fail-slower', 'much'], '--fail-slower is a part, such as 20% or 0.2, got "much"'],
    [['--against', 'BEFORE', '--fail-slower', '20'], '--fail-slower is a part, such as 20% or 0.2, got "20"'],
    [['--against', 'missing.json'], 'Cannot read report "missing.json"'],
  ] as const)('refuses what it cannot use: %s', async ([args, words]) => {
    await using saved = await save({ now: took(1_900), before: took(1_200) })
    const { stderr, exitCode } = await runCli([
      'report',
      saved.now,
      ...args.map(arg => (arg === 'BEFORE' ? saved.before : arg)),
    ])
    expect(stderr).toContain(words)
    expect(exitCode).toBe(64)
  })
})

async function save(texts: {
  now: string
  before: string
}): Promise<AsyncDisposable & { now: string; before: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-against-'))
  const [now, before] = [join(folder, 'now.json'), join(folder, 'before.json')]
  await writeFile(now, texts.now)
  await writeFile(before, texts.before)
  return { now, before, [Symbol.asyncDispose]: async () => rm(folder, { recursive: true, force: true }) }
}
