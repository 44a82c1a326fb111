import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sampleReport } from '../../reports/fixtures/sample-report.ts'
import { renderJson } from '../../reports/json.ts'
import { runCli } from './fixtures/cli.ts'

describe.concurrent('halfopen', () => {
  test('its help fits a screen and lists the exit codes', async () => {
    const { stdout, exitCode } = await runCli(['--help'])
    expect(stdout.split('\n').length).toBeLessThanOrEqual(24)
    expect(stdout).toContain('Exit codes: 0 all passed, 1 failed, 2 inconclusive, 3 nothing ran, 64 usage')
    expect(exitCode).toBe(0)
  })

  test('an unknown command names the one that was meant', async () => {
    const { stderr, exitCode } = await runCli(['docter'])
    expect(stderr).toContain('got "docter". See npx halfopen --help. Did you mean "doctor"? [E_USAGE]')
    expect(exitCode).toBe(64)
  })

  test('list prints the scenarios with their claims and planes, and runs none', async () => {
    const { stdout, exitCode } = await runCli(['list', 'passes', 'fails'])
    expect(stdout.split('\n')).toEqual([
      'fails   a reader without a detector notices a switched-off server  [toxiproxy]',
      'passes  a reader is told that the process died  [toxiproxy]',
    ])
    expect(exitCode).toBe(0)
  })

  test('doctor says for each plane and subject whether it is ready', async () => {
    const { stdout } = await runCli(['doctor'])
    expect(stdout).toMatch(/^ toxiproxy\s+(ready|missing)/m)
    for (const subject of ['zeo', 'go', 'java'])
      expect(stdout).toMatch(new RegExp(`^ ${subject}\\s+(ready|missing)`, 'm'))
    expect(stdout).toMatch(/^ leftovers\s+(ready|blocked)/m)
  })

  test('report renders a saved report again, with the verdicts as exit code', async () => {
    await using saved = await save(renderJson(sampleReport()))
    const { stdout, exitCode } = await runCli(['report', saved.file])
    const page = await runCli(['report', saved.file, '--format', 'html'])
    expect(stdout).toMatch(/\d+ failed, .*\d+ passed/)
    expect(page.stdout).toMatch(/^<!doctype html>/i)
    expect(exitCode).toBe(1)
  })

  test('a report that is none is refused with the fix', async () => {
    await using saved = await save('{"runs": []}')
    const { stderr, exitCode } = await runCli(['report', saved.file])
    expect(stderr).toContain('it is no report of halfopen: it has no schema number')
    expect(exitCode).toBe(64)
  })
})

async function save(text: string): Promise<AsyncDisposable & { file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-report-'))
  const file = join(folder, 'report.json')
  await writeFile(file, text)
  return { file, [Symbol.asyncDispose]: async () => rm(folder, { recursive: true, force: true }) }
}
