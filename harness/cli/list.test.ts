// Method: what a file says of itself tells who has loaded it, since Vite alone gives `import.meta.env`. Wrong code that would also pass the
// first test: one that never asks Vite, which the others tell.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeProject, type Project } from '../vitest/fixtures/project.ts'

const spec = `{
  server: cacheServer(), client: cacheReader(), fault: processKill('server'), planes: ['toxiproxy'],
  bounds: { detectedBy: 'client-app', within: '1s' },
}`
const imports = `import { processKill, scenarioTest } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'`
const who = `${imports}\nscenarioTest(import.meta.env ? 'Vite' : 'Node', ${spec})`

describe('list', () => {
  let project: Project
  beforeAll(async () => {
    project = await makeProject({
      'vitest.config.ts': 'export default {}',
      'plain.scenario.ts': who,
      'enum.scenario.ts': `${who}\nenum Erased { No }`,
      'old/package.json': '{}',
      'old/typeless.scenario.ts': who,
    })
  })
  afterAll(async () => project[Symbol.asyncDispose]())
  const listed = async () => {
    const { stdout, stderr } = await project.halfopen('list')
    return { told: stdout.split('\n').map(line => line.split(/ {2,}/).slice(0, 2)), stderr }
  }

  test('has Node load what it can by itself, and Vite the rest', async () => {
    const told = [
      ['enum', 'Vite'],
      ['old/typeless', 'Vite'],
      ['plain', 'Node'],
    ]
    expect(await listed()).toEqual({ told, stderr: '' })
  })

  test('has Vite load all, and each once, where Node got half the way through one', async () => {
    await project.write('half.scenario.ts', `${who}\nscenarioTest(import.meta.env.MODE, ${spec})`)
    const { told, stderr } = await listed()
    await project.remove('half.scenario.ts')
    expect(told).toEqual([
      ['enum', 'Vite'],
      ['half/test', 'test'],
      ['half/vite', 'Vite'],
      ['old/typeless', 'Vite'],
      ['plain', 'Vite'],
    ])
    expect(stderr).toBe('')
  })

  test('says what Vite says of a file that nobody can load', async () => {
    await project.write('broken.scenario.ts', `${who}\nthrow new Error('not today')`)
    const { stderr, exitCode } = await project.halfopen('list')
    await project.remove('broken.scenario.ts')
    expect(stderr).toBe('Cannot load broken.scenario.ts: not today [E_LOAD]')
    expect(exitCode).toBe(64)
  })
})
