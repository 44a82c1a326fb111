// Method: a small set of scenarios is run whole in one folder, and in two parts in two others that hold the same files, as two clones would. One passes, one
// fails, one is skipped, one cannot be loaded. What one run and its parts may differ in is listed by name; all else has to be the same, to the last digit.
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderHtml } from '../../reports/html.ts'
import { renderJunit } from '../../reports/junit.ts'
import { boxes } from '../boxes/boxes.ts'
import type { Report } from '../model/report.ts'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'
import { ExitCode } from './exit-code.ts'
import { startCli } from './fixtures/cli.ts'

const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`

describe.skipIf(refusal !== undefined)(`two shards on two clones${why}`, { timeout: 300_000 }, () => {
  const projects: Project[] = []
  let [clone, other, whole] = projects
  beforeAll(async () => {
    projects.push(...(await Promise.all([1, 2, 3].map(() => makeProject(files)))))
    ;[clone, other, whole] = projects
    const run = async (project: Project | undefined, ...args: readonly string[]) =>
      await project?.halfopen('run', '--plane', 'netns', '--clock', 'virtual', '--seed', '7', ...args)
    const [first, second, all] = [
      await run(clone, '--shard', '1/2'),
      await run(other, '--shard', '2/2'),
      await run(whole),
    ]
    expect([first, second, all].map(ended => ended?.exitCode)).toEqual([1, 1, 1])
  }, 300_000)
  afterAll(async () => {
    for (const project of projects) await project[Symbol.asyncDispose]()
  })
  const out = (project: Project | undefined) => join(project?.folder ?? '', 'out')

  test('are one report, page, JUnit file and exit code, but for when and how long it ran here, and where a capture lies', async () => {
    const merged = await clone?.halfopen('report', 'merge', out(other), out(clone), '--output', 'one')
    expect(merged?.stderr).toBe('')
    expect(merged?.exitCode).toBe(ExitCode.failed)
    const [one, all] = [await clone?.report('one'), await whole?.report()]
    if (!one || !all) throw new Error('there is no report')
    const statuses = all.runs.map(({ verdict }) => verdict.status)
    expect(statuses.toSorted()).toEqual(['fail', 'pass', 'pass', 'skip'])
    expect(all.errors).toHaveLength(1)
    expect(alike(one)).toEqual(alike(all))
    expect([renderHtml, renderJunit].map(render => render(alike(one)))).toEqual(
      [renderHtml, renderJunit].map(render => render(alike(all))),
    )
    const there = `../../${basename(other?.folder ?? '')}/out`
    expect(one.runs.map(({ pcap }) => pcap && named(pcap))).toEqual([
      '../out/a.virtual.pcap',
      `${there}/b.virtual.pcap`,
      '../out/c.virtual.pcap',
      undefined,
    ])
  })

  test('say on a terminal and in a summary what one run says', async () => {
    const told = await clone?.halfopen('report', 'merge', out(clone), out(other), '--output', 'one')
    const plain = await whole?.halfopen('report', 'out/report.json')
    const lines = (text = '') =>
      text.split('\n').map(line => line.replace(/ +\d.*( of network time in)?.*$/, '').trim())
    expect(lines(told?.stdout).filter(line => !/^(look|wire)/.test(line))).toEqual(
      lines(plain?.stdout).filter(line => !/^(look|wire)/.test(line)),
    )
  })

  test('lead to captures by ways that go nowhere and back', async () => {
    const told = await clone?.halfopen('report', 'merge', out(clone), out(other), '--output', 'a/b')
    const [, capture = ''] = /^ +wire +(\S+\.pcap)$/m.exec(told?.stdout ?? '') ?? []
    expect(named(capture)).toBe(join('..', basename(other?.folder ?? ''), 'out/b.virtual.pcap'))
    expect((await readFile(join(clone?.folder ?? '', capture))).length).toBeGreaterThan(100)
  })

  test('of more than there are scenario files, one has nothing to do and says so, and all are the whole', async () => {
    await using small = await makeProject({ 'scenarios/only.scenario.ts': files['scenarios/d.scenario.ts'] })
    const run = ['run', '--plane', 'netns', '--strict']
    const idle = await small.halfopen(...run, '--shard', '2/2')
    expect([idle.stdout, idle.exitCode]).toEqual([
      ' nothing fell to shard 2/2: there are fewer scenario files than parts',
      ExitCode.passed,
    ])
    expect((await small.halfopen('report', 'out/report.json')).exitCode).toBe(ExitCode.passed)
    await rename(out(small), join(small.folder, 'idle'))
    const skips = await small.halfopen(...run, '--shard', '1/2')
    expect(skips.exitCode).toBe(ExitCode.nothingRan)
    const both = await small.halfopen('report', 'merge', 'idle', 'out', '--output', 'one')
    expect([both.stdout.trim(), both.exitCode]).toEqual([skips.stdout.trim(), ExitCode.nothingRan])
    const alone = await small.halfopen('report', 'merge', 'idle', '--output', 'one')
    expect([alone.stdout, alone.exitCode]).toEqual([expect.stringContaining('shard 1/2   error'), ExitCode.failed])
  })

  test('of which one is missing, or changed, or of other files, are no silent whole', async () => {
    const alone = await clone?.halfopen('report', 'merge', out(clone), '--output', 'half')
    expect(alone?.stdout).toMatch(
      /shard 2\/2 +error\n +message +It is not there\. Run the same command with --shard 2\/2/,
    )
    expect(alone?.exitCode).toBe(ExitCode.failed)
    const env = { GITHUB_ACTIONS: 'true' }
    const shown = await startCli(['report', 'merge', out(clone), '--output', 'half'], env, clone?.folder)
    expect(shown.stdout.split('\n').filter(line => line.startsWith('::error'))).toEqual([
      '::error title=shard 2/2::It is not there. Run the same command with --shard 2/2',
    ])
    const over = await clone?.halfopen('report', 'merge', out(clone), out(other), '--output', 'out')
    expect(over?.stderr).toContain('one report of all would lie over a part, got "out"')
    const text = JSON.stringify(await other?.report())
    await rm(out(other), { recursive: true })
    await other?.write('out/report.json', text.replace('"status":"fail"', '"status":"pass"'))
    const edited = await clone?.halfopen('report', 'merge', out(clone), out(other), '--output', 'one')
    expect(edited?.stderr).toContain('it was changed after it was written')
    const elsewhere = text.replace(/("what stands in the scenario files":")\w+/, '$1another')
    await writeFile(join(out(other), 'report.json'), elsewhere)
    const stranger = await clone?.halfopen('report', 'merge', out(clone), out(other), '--output', 'one')
    expect(stranger?.stderr).toMatch(/are of two: what stands in the scenario files is ".*" and "another"/)
    expect([over, edited, stranger].map(ended => ended?.exitCode)).toEqual([64, 64, 64])
  })
})

/** Of a run: when it began and how long it took by the host's clock, and the capture's folder. */
function alike(report: Report): Report {
  return {
    ...report,
    runs: report.runs.map(({ pcap, ...run }) => ({
      ...run,
      startedAt: '2026-01-01T00:00:00.000Z',
      wallMs: 1,
      ...(pcap === undefined ? {} : { pcap: named(pcap).replace(/^.*\//, '') }),
    })),
  }
}

/** A capture without what is told of its content. */
function named(pcap: string): string {
  return pcap.replace(/\.[0-9a-f]{8}\.pcap$/, '.pcap')
}

const scenario = (claim: string, bounds: string, more = '') => `
import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
scenarioTest${more}('${claim}', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }),
  fault: powerOff('server'),
  bounds: ${bounds},
})`

const inTime = `{ detectedBy: 'client-app', within: '2s' }`
const files = {
  'scenarios/a.scenario.ts': scenario('it is noticed', inTime),
  'scenarios/b.scenario.ts': scenario('it is noticed at once', `{ detectedBy: 'client-app', within: '1ms' }`),
  'scenarios/c.scenario.ts': scenario('it is noticed here too', inTime),
  'scenarios/d.scenario.ts': scenario('the plane cannot show it', inTime).replace(
    'fault:',
    "planes: ['toxiproxy'],\n  fault:",
  ),
  'scenarios/e.scenario.ts': `throw new Error('not today')`,
}
