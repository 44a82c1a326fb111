// Method: the command line is run as a user runs it, on a project of fixtures; each wrong input has to give one clear error with its fix.
import { mkdtempDisposable, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unfolded } from '../kit/fixtures/unfolded.ts'
import { runCli, startCli } from './fixtures/cli.ts'

describe.concurrent('halfopen run', () => {
  test('exits with 0 when all passed, and says what was noticed when', async () => {
    const { exitCode, stdout, report } = await runCli(['run', 'passes'])
    expect(stdout).toMatch(/^ ✓ passes .* toxiproxy /m)
    expect(report?.runs).toHaveLength(1)
    expect(exitCode).toBe(0)
  })

  test('exits with 1 when one failed, with what was expected, what was seen, and where the report is', async () => {
    const { exitCode, stdout } = await runCli(['run', 'fails'])
    expect(stdout).toMatch(/expected\s+client-app notices within 1.0 s\n\s+actual\s+nothing noticed in [1-9][\d.]* s/)
    expect(stdout).toMatch(/look\s+\S*halfopen-cli-\w+\/report\.html#fails/)
    expect(exitCode).toBe(1)
  })

  test('exits with 2 when nothing can be concluded: a server that never gets ready, with its last words and the fix', async () => {
    const { exitCode, stdout, report } = await runCli(['run', 'never-ready'])
    expect(unfolded(stdout)).toContain(
      'Cannot start server "slow-server": no line matched /listening/ in time; its last words: warming up',
    )
    expect(stdout).toContain('[E_NOT_READY]')
    expect(report?.runs[0]?.lines.map(({ text }) => text)).toEqual(['warming up'])
    expect(exitCode).toBe(2)
  })

  test('a client that dies before the fault is inconclusive, with its last words', async () => {
    const { exitCode, stdout } = await runCli(['run', 'dies-early'])
    expect(unfolded(stdout)).toContain('client "short-lived" ended before the fault')
    expect(unfolded(stdout)).toContain('its last words: no licence file')
    expect(exitCode).toBe(2)
  })

  test('a port that is taken is named, and so is the way to a free one', async () => {
    const { exitCode, stdout } = await runCli(['run', 'port-taken'])
    expect(unfolded(stdout)).toMatch(/Cannot start server "cache-server": port \d+ is taken/)
    expect(unfolded(stdout)).toContain('Let its command use {port}')
    expect(exitCode).toBe(2)
  })

  test('a duration that is none fails its file, with the right way to write it', async () => {
    const { exitCode, stdout } = await runCli(['run', 'bad-duration'])
    expect(unfolded(stdout)).toContain('got "30 sec". Write 500ms, 30s, 2min, 3h or 5d')
    expect(exitCode).toBe(1)
  })

  test('a misspelt field of a fault fails its file, with the field that was meant', async () => {
    const { exitCode, stdout } = await runCli(['run', 'bad-fault'])
    expect(unfolded(stdout)).toMatch(/unknown field, got "hots".*Did you mean "host"\?/)
    expect(exitCode).toBe(1)
  })

  test('a pattern that matches nothing is an error with the nearest one, and which there are', async () => {
    const { exitCode, stderr } = await runCli(['run', 'pases'])
    expect(stderr).toMatch(
      /^Cannot run: no scenario matches "pases"\. Did you mean "passes"\? There are bad-duration, .*, passes, port-taken \[E_NO_MATCH\]$/,
    )
    expect(exitCode).toBe(64)
  })

  test('an empty pattern is an error, not everything', async () => {
    const { exitCode, stderr } = await runCli(['run', ''])
    expect(stderr).toContain('Cannot use the pattern: it is empty, got "". Leave it out to run all')
    expect(exitCode).toBe(64)
  })

  test('an unknown option is an error with the known ones', async () => {
    const { exitCode, stderr } = await runCli(['run', '--plan', 'toxiproxy'])
    expect(stderr).toMatch(/unknown option, got "--plan". It has --plane, .* Did you mean "--plane"\?/)
    expect(exitCode).toBe(64)
  })

  test('an unknown plane is an error with the known ones', async () => {
    const { exitCode, stderr } = await runCli(['run', '--plane', 'toxicproxy', 'passes'])
    expect(stderr).toContain('Cannot use the plane: there is none of that name, got "toxicproxy"')
    expect(exitCode).toBe(64)
  })

  test('where there is nothing to run no folder for reports is left', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'halfopen-nothing-'))
    for (const patterns of [[], ['nothing']]) {
      const { exitCode, stderr } = await startCli(['run', ...patterns], {}, folder.path)
      expect([exitCode, stderr]).toEqual([64, expect.stringContaining('[E_NO_MATCH]')])
      expect(await readdir(folder.path)).toEqual([])
    }
  })

  test('a report folder that cannot be written is an error before anything is run', async () => {
    const { exitCode, stderr } = await runCli(['run', 'passes', '--output', '/dev/null/reports'])
    expect(stderr).toMatch(
      /Cannot write reports: .* got "\/dev\/null\/reports". Choose another folder with --output \[E_REPORT_FOLDER\]/,
    )
    expect(exitCode).toBe(64)
  })
})
