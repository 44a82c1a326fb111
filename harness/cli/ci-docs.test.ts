// Method: the workflow and the Job of docs/ci.md are read as they stand there and run, in clones of a project with the packed package in it: first as a push to
// main, which leaves a report, then as a pull request in which a client has become slower. Wrong commands, or a gate that passes whatever comes, would fail.
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { boxes } from '../boxes/boxes.ts'
import type { Report } from '../model/report.ts'
import { installed } from './fixtures/installed.ts'
import { type Job, type Ran, runJob } from './fixtures/workflow.ts'

const docs = await readFile(join(import.meta.dirname, '../../docs/ci.md'), 'utf8')
const [workflow, kubernetes] = [...docs.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => parse(text))
const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`

/** As the README's test has them: installed once for both. */
const packages = { vitest: '5', typescript: '7', '@types/node': '24' }

describe.skipIf(refusal !== undefined)(`docs/ci.md${why}`, { timeout: 600_000 }, () => {
  test('its workflow passes on main and leaves a report, and fails a pull request in which a client is slower', async () => {
    await using kept = await mkdtempDisposable(join(tmpdir(), 'halfopen-workflow-'))
    const main = await runWorkflow(kept.path, true)
    expect(codes(main.shards)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    expect(codes([main.report])).toEqual([[0, 0, 0, 0]])
    expect(main.report[2]?.stdout).toBe('main has left no report yet')
    expect(main.summary).toMatch(/^## halfopen: 2 passed; /m)
    const report: Report = JSON.parse(await readFile(join(kept.path, 'report/reports/all/report.json'), 'utf8'))
    const [pcap = ''] = report.runs.flatMap(run => run.pcap ?? [])
    expect((await readFile(join(kept.path, 'report/reports/all', pcap))).length).toBeGreaterThan(100)
    const pull = await runWorkflow(kept.path, false, { every: '1s' })
    expect(codes(pull.shards)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    expect(codes([pull.report])).toEqual([[0, 0, 1]])
    expect(pull.report[2]?.stdout).toMatch(/^::error file=scenarios\/orders\.scenario\.ts,line=\d+,title=slower%3A /m)
    expect(pull.report[2]?.stderr).toMatch(/^1 slower by more than 20 %:$/m)
  })

  test('a step whose scenario failed says so at file and line and in the summary, and what a program said is no command', async () => {
    await using kept = await mkdtempDisposable(join(tmpdir(), 'halfopen-workflow-'))
    const { shards, summary, report } = await runWorkflow(kept.path, true, { within: '1ms' })
    expect(codes([shards[0] ?? [], report])).toEqual([
      [0, 0, 1],
      [0, 1],
    ])
    const ran = shards.flat().concat(report)
    const commands = ran.flatMap(({ stdout, stderr }) => `${stdout}\n${stderr}`.split('\n').filter(isCommand))
    expect(commands).toEqual([
      expect.stringMatching(
        /^::error file=scenarios\/orders\.scenario\.ts,line=3,title=failed%3A orders .*%0Aexpected: /,
      ),
    ])
    expect(summary).toMatch(/^\| ✗ failed \| `orders` \|/m)
  })

  test('its Job runs the part of each pod, and one report is made of all', async () => {
    await using clone = await makeClone()
    const { spec } = kubernetes
    const [{ command, env }] = spec.template.spec.containers
    const given = Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value]))
    expect([given.COMPLETIONS, spec.parallelism]).toEqual([String(spec.completions), spec.completions])
    const REPORTS = join(clone.folder, 'volume')
    const pod = async (line: readonly string[], index = 0) =>
      await execa(line[0] ?? '', line.slice(1), {
        cwd: clone.folder,
        env: { ...clone.env, ...given, HOME: process.env.HOME, REPORTS, JOB_COMPLETION_INDEX: String(index) },
        reject: false,
        stdin: 'ignore',
      })
    for (let index = 0; index < spec.completions; index++) expect((await pod(command, index)).exitCode).toBe(0)
    const [, merge = ''] = /`(npx halfopen report merge "\$REPORTS".*?)`/.exec(docs) ?? []
    const { stdout, exitCode } = await pod(['sh', '-c', merge])
    expect([exitCode, stdout.split('\n').at(-1)]).toEqual([0, expect.stringMatching(/^ 2 passed; /)])
  })
})

function isCommand(line: string): boolean {
  return line.trimStart().startsWith('::') || line.includes('##[')
}

function codes(all: readonly (readonly Ran[])[]): readonly (readonly (number | undefined)[])[] {
  return all.map(commands => commands.map(({ exitCode }) => exitCode))
}

async function runWorkflow(kept: string, onMain: boolean, how: How = {}) {
  const { scenarios, report }: { readonly scenarios: Job; readonly report: Job } = workflow.jobs
  const numbers = scenarios.strategy?.matrix.shard ?? []
  const shards: (readonly Ran[])[] = []
  for (const shard of numbers) {
    await using clone = await makeClone(how)
    const { commands } = await runJob(scenarios, { ...clone, kept, onMain, shard, of: numbers.length })
    shards.push(commands)
  }
  await using clone = await makeClone(how)
  const { commands, summary } = await runJob(report, { ...clone, kept, onMain })
  return { shards, report: commands, summary }
}

/** How soon it asks, and is to notice. */
interface How {
  readonly every?: string
  readonly within?: string
}

async function makeClone({ every = '500ms', within = '4s' }: How = {}) {
  const project = await installed(packages)
  const scenario = (period: string) => `import { powerOff, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
scenarioTest('it is noticed', {
  server: cacheServer(),
  client: cacheReader({ detector: { heartbeat: { every: '${period}', deadline: '500ms' } } }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '${period === every ? within : '4s'}' },
})`
  await execa('mkdir', ['-p', join(project.folder, 'scenarios')])
  await writeFile(join(project.folder, 'scenarios/orders.scenario.ts'), scenario(every))
  await writeFile(join(project.folder, 'scenarios/other.scenario.ts'), scenario('400ms'))
  const path = [join(project.folder, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter)
  const absent = { HALFOPEN: undefined, HALFOPEN_ENTRY: undefined, VITEST: undefined, NODE_OPTIONS: undefined }
  return Object.assign(project, { path, env: { PATH: path, NO_COLOR: '1', ...absent } })
}
