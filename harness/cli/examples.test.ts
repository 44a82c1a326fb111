// Method: an example is copied beside the packed package, as somebody would begin with it, and its one command is run: one that is written, and one that is
// built before. The scenarios of all of them are run by CI, from where they lie.
import { cp, glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { isInstalled } from '../kit/on-path.ts'
import { installed } from './fixtures/installed.ts'

const examples = join(import.meta.dirname, '../../examples')
const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`
const names = ['node', 'python', 'go', 'java'] as const

describe.skipIf(refusal !== undefined)(`an example${why}`, { timeout: 900_000 }, () => {
  for (const name of ['node', 'go'] as const)
    test.skipIf(!isInstalled(name))(`in ${name} passes by its one command`, async () => {
      await using project = await installed({ vitest: '5', typescript: '7', '@types/node': '24' })
      await cp(join(examples, name), project.folder, { recursive: true })
      const { stdout, stderr, exitCode } = await project.run('npm', 'test')
      expect(stdout.match(/^ ✓ .* netns virtual /gm), stdout + stderr).toHaveLength(2)
      expect(stdout).not.toContain('outside its prediction')
      expect(exitCode).toBe(0)
    })

  test('is a project that asks for the version that is here', async () => {
    const own = JSON.parse(await readFile(join(examples, '../package.json'), 'utf8'))
    const devDependencies = { halfopen: `^${own.version}`, vitest: own.devDependencies.vitest }
    for (const name of names) {
      const asked = JSON.parse(await readFile(join(examples, name, 'package.json'), 'utf8'))
      expect([asked.devDependencies, asked.scripts]).toEqual([devDependencies, { test: 'halfopen run' }])
    }
  })

  test('has scenarios that CI runs, each in virtual time and with nothing outside its prediction', async () => {
    expect(await readFile(join(examples, '../.ci/run'), 'utf8')).toMatch(
      /nobody_runs 'examples\/\*\*' .*--plane netns --clock virtual --strict/,
    )
    expect((await Array.fromAsync(glob('*/scenarios/*.scenario.ts', { cwd: examples }))).map(dirname).sort()).toEqual(
      names.map(name => `${name}/scenarios`).sort(),
    )
  })
})
