// Method: the reporter in plain Vitest, as a user writes it into a configuration or names it on the command line, once and in watch mode.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { patienceToStart } from '../kit/fixtures/patience.ts'
import { until } from '../kit/until.ts'
import { likeInstalled, makeProject, type Project, reporterFile } from './fixtures/project.ts'

const claims = (...titles: readonly string[]) => `
import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
const spec = {
  server: cacheServer(), client: cacheReader(), fault: processKill('server'), planes: ['toxiproxy'],
  bounds: { detectedBy: 'client-app', within: '1s' },
} as const
${titles.map(title => `scenarioTest('${title}', spec)`).join('\n')}`

describe.concurrent('the reporter in plain Vitest', { timeout: 120_000 }, () => {
  test('puts what lies beside the records where the reports go', async () => {
    await using project = await makeProject({
      'scenarios/one.scenario.ts': claims('a claim').replace("'toxiproxy'", "'netns'"),
      'vitest.config.ts': `
        export default { test: { ${likeInstalled}, include: ['**/*.scenario.ts'], reporters: [['${reporterFile}', { output: 'kept/here' }]] } }`,
    })
    const { exitCode } = await project.vitest()
    const [run] = (await project.report('kept/here')).runs
    expect(run?.verdict.status).toBe('pass')
    expect(await readdir(join(project.folder, 'kept/here'))).toContain(run?.pcap)
    expect(await readdir(project.folder)).not.toContain('reports')
    expect(exitCode).toBe(0)
  })

  test('says which include finds the scenarios where that of the configuration does not, and nothing of it where it does', async () => {
    await using project = await makeProject({
      'scenarios/a.scenario.ts': claims('first'),
      'scenarios/b.scenario.ts': claims('second'),
      'vitest.config.ts': `export default { test: { ${likeInstalled}, passWithNoTests: true } }`,
      'found.config.ts': `export default { test: { ${likeInstalled}, include: ['**/*.scenario.ts'], passWithNoTests: true } }`,
    })
    const { stdout } = await project.vitest(`--reporter=${reporterFile}`)
    expect(stdout.trim().replaceAll(/\s+/g, ' ')).toBe(
      "nothing ran: Vitest's include does not mean scenarios/a.scenario.ts and 1 more. Its configuration needs test: { include: ['**/*.scenario.ts'] }",
    )
    const asked = await project.vitest('--config=found.config.ts', 'nobody', `--reporter=${reporterFile}`)
    expect(asked.stdout.trim()).toBe('nothing ran')
    const run = await project.vitest('--config=found.config.ts', 'a.scenario', `--reporter=${reporterFile}`)
    expect(run.stdout).toContain('1 passed')
  })

  test('in watch mode a rerun replaces a record, and what is renamed or deleted goes away', async () => {
    await using project = await makeProject({
      'scenarios/a.scenario.ts': claims('first', 'second'),
      'scenarios/b.scenario.ts': claims('third'),
    })
    const watching = project.startVitest('--watch', `--reporter=${reporterFile}`)
    const end = watching.catch(() => {})
    try {
      await named(project, ['a/first', 'a/second', 'b'])
      const before = await startedAt(project, 'b')
      await project.write('scenarios/b.scenario.ts', `${claims('third')} // saved again`)
      await until(
        'see the third run again',
        async () => (await startedAt(project, 'b')) !== before || undefined,
        patienceToStart,
      )
      await named(project, ['a/first', 'a/second', 'b'])
      await project.write('scenarios/a.scenario.ts', claims('first', 'another'))
      await named(project, ['a/another', 'a/first', 'b'])
      await project.remove('scenarios/b.scenario.ts')
      await named(project, ['a/another', 'a/first'])
    } finally {
      watching.kill()
      await end
    }
  })
})

/** Waits until the report names these scenarios and no others. */
async function named(project: Project, scenarios: readonly string[]): Promise<void> {
  let last: readonly string[] = []
  const same = async () => {
    const { runs } = await project.report('reports/out')
    last = runs.map(({ scenario }) => scenario)
    return last.join() === scenarios.join() || undefined
  }
  await until(
    `see ${scenarios.join(', ')} and nothing else`,
    async () => same().catch(() => undefined),
    patienceToStart,
  ).catch((thrown: unknown) => {
    throw new Error(`${thrown}, but ${last.join(', ')}`)
  })
}

async function startedAt(project: Project, name: string): Promise<string | undefined> {
  const { runs } = await project.report('reports/out').catch(() => ({ runs: [] }))
  return runs.find(({ scenario }) => scenario === name)?.startedAt
}
