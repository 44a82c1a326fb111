// Method: the packed package on the other Node that it is for, and installed by another package manager, which puts nothing where its own dependencies
// do not look, and runs no script that nobody has allowed. Node 24 with npm, and the types, are in versions.test.ts.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { installed, packed } from './fixtures/installed.ts'

const refusal = await boxes.virtual.refusal()
const usual = { vitest: '5', typescript: '7', '@types/node': '24' }

/** Each entry by both ways, where both have the same objects; but that of Vitest, which can be loaded inside of it alone. */
const loads = `
const entries = ['halfopen', 'halfopen/reporter', 'halfopen/subjects', 'halfopen/predict']
const schemas = ['halfopen/report.schema.json', 'halfopen/compare.schema.json', 'halfopen/package.json']
const alike = async name => Object.entries(await import(name)).every(([key, value]) => require(name)[key] === value)
Promise.all(entries.map(alike)).then(all => console.log(JSON.stringify({
  node: process.versions.node.split('.')[0],
  alike: all.every(Boolean),
  names: typeof require('halfopen').scenarioTest,
  reporter: typeof require('halfopen/reporter').default,
  within: require('halfopen/predict').parseMs('5s'),
  schemas: schemas.map(name => typeof require(name)),
})))`
const loaded = { alike: true, names: 'function', reporter: 'function', within: 5000, schemas: Array(3).fill('object') }

/** As CommonJS sees its types. */
const types = `
import halfopen = require('halfopen')
import subjects = require('halfopen/subjects')
import predict = require('halfopen/predict')
import reporter = require('halfopen/reporter')
const fault: halfopen.Fault = halfopen.powerOff('server')
const client: halfopen.Program = subjects.cacheReader()
const whole = new reporter.HalfopenReporter() instanceof reporter.default
// @ts-expect-error: a length of time, and no truth
const within: boolean = predict.parseMs('5s')
console.log(fault, client, whole, within)`

describe.skipIf(refusal !== undefined)('the packed package', { timeout: 900_000 }, () => {
  test.for(['24', '26'])('on Node %s is imported and required, and runs a scenario of its own', async node => {
    await using project = await installed(usual, node === process.versions.node.split('.')[0] ? {} : { node })
    await writeFile(join(project.folder, 'loads.cjs'), loads)
    const { stdout, stderr } = await project.run('node', 'loads.cjs')
    expect(JSON.parse(stdout || '{}'), stderr).toEqual({ node, ...loaded })
    await writeFile(join(project.folder, 'types.cts'), types)
    const options = ['--noEmit', '--strict', '--target', 'esnext', '--module', 'nodenext', '--types', 'node']
    expect((await project.run('tsc', ...options, '--resolveJsonModule', 'types.cts')).stdout).toBe('')
    const ran = await project.run('halfopen', 'run', 'halfopen/incidents/accepts-and-never-answers/with-*')
    expect(ran.stdout, ran.stderr).toMatch(/^ ✓ halfopen\/incidents\/accepts-and-never-/m)
    expect(ran.exitCode).toBe(0)
    const none = await project.run('halfopen', 'run')
    expect(none.stderr).toMatch(/there is no scenario below .* npx halfopen list 'halfopen\/\*\*' \[E_NO_MATCH\]$/)
  })

  test('is installed by pnpm, which is not asked to allow anything, and runs and loads as with npm', async () => {
    await using project = await emptyProject()
    const added = await project.pnpm('add', '--save-dev', await packed(), 'vitest@5')
    expect(added.exitCode, added.stdout + added.stderr).toBe(0)
    const said = (added.stdout + added.stderr).replace(/^.*\.npmrc.*$/gm, '') // what it says of a user's own settings is no word of the package
    expect(said).not.toMatch(/build scripts|approve-builds|WARN/i)
    await writeFile(join(project.folder, 'loads.cjs'), loads)
    expect(JSON.parse((await project.pnpm('exec', 'node', 'loads.cjs')).stdout || '{}')).toEqual({
      node: '24',
      ...loaded,
    })
    const ran = await project.pnpm('exec', 'halfopen', 'run', 'halfopen/keepalive/linux-default')
    expect(ran.stdout, ran.stderr).toMatch(/^ ✓ halfopen\/keepalive\/linux-/m)
    expect(ran.exitCode).toBe(0)
  })
})

async function emptyProject() {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-pnpm-'))
  await mkdir(join(folder, 'project'))
  await writeFile(join(folder, 'project/package.json'), '{ "private": true }')
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const absent = { HALFOPEN: undefined, HALFOPEN_ENTRY: undefined, VITEST: undefined, NODE_OPTIONS: undefined }
  const options = {
    cwd: join(folder, 'project'),
    env: { PATH, NO_COLOR: '1', CI: '1', ...absent },
    reject: false,
  } as const
  const npm = ['exec', '--yes', '--prefer-offline', '--package=pnpm@12', '--', 'pnpm']
  return {
    folder: options.cwd,
    pnpm: async (...args: readonly string[]) => execa('npm', [...npm, ...args], { ...options, stdin: 'ignore' }),
    [Symbol.asyncDispose]: async () => rm(folder, { recursive: true, force: true }),
  }
}
