// Method: each example is copied beside the packed package, as somebody would begin with it, and its one command is run.
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { isInstalled } from '../kit/on-path.ts'
import { installed } from './fixtures/installed.ts'

const examples = join(import.meta.dirname, '../../examples')
const refusal = await boxes.virtual.refusal()
const why = refusal === undefined ? '' : ` (${refusal.reason})`
const tools = { node: 'node', python: 'python3', go: 'go', java: 'javac' } as const

describe.skipIf(refusal !== undefined)(`an example${why}`, { timeout: 300_000 }, () => {
  for (const [name, tool] of Object.entries(tools))
    test.skipIf(!isInstalled(tool))(`in ${name} passes by its one command (${tool})`, async () => {
      await using project = await installed({ vitest: '5' })
      await cp(join(examples, name), project.folder, { recursive: true })
      const { stdout, stderr, exitCode } = await project.run('npm', 'test')
      expect(stdout.match(/ netns +virtual .* pass /g), stdout + stderr).toHaveLength(2)
      expect(stdout).not.toContain('outside its prediction')
      expect(exitCode).toBe(0)
    })

  test('is a project that asks for the version that is here', async () => {
    const own = JSON.parse(await readFile(join(examples, '../package.json'), 'utf8'))
    for (const name of Object.keys(tools)) {
      const { devDependencies } = JSON.parse(await readFile(join(examples, name, 'package.json'), 'utf8'))
      expect(devDependencies).toEqual({ halfopen: `^${own.version}`, vitest: own.devDependencies.vitest })
    }
  })
})
