// Method: the program that starts a bundle runs by itself beside a bundle of one line; and what `npm run build` has made runs in guests as a user's
// does, with a cache that is empty at first. What a first run finds and what a second one finds are the same, or the two runs are not.

import { existsSync, readdirSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, describe, expect, test } from 'vitest'
import { parseReport } from '../../reports/parse-report.ts'
import { bundleFile, compiledFile } from './compiled-files.ts'
import { guest } from './guest/guest.ts'

const root = join(import.meta.dirname, '../..')
const folder = await mkdtemp(join(tmpdir(), 'halfopen-compiled-'))
afterAll(() => rm(folder, { recursive: true }))

describe('what starts a bundle', async () => {
  for (const file of ['start.program.ts', 'compiled-files.ts'])
    await copyFile(join(import.meta.dirname, file), join(folder, file))
  await writeFile(join(folder, bundleFile), 'console.log(typeof require, __dirname, (() => this)())')
  const said = `function ${folder} undefined`
  const started = async (name: string, kept: string) => {
    const run = join(folder, name)
    await mkdir(run)
    const { stdout, exitCode } = await execa(process.execPath, [join(folder, 'start.program.ts'), 'netns', run, kept])
    return { stdout, exitCode, left: existsSync(join(run, compiledFile)) }
  }

  test('leaves what was compiled of it, and starts from it the next time', async () => {
    expect(await started('first', '')).toEqual({ stdout: said, exitCode: 0, left: true })
    const kept = join(folder, 'first', compiledFile)
    expect(await started('next', kept)).toEqual({ stdout: said, exitCode: 0, left: false })
  })

  test('runs it all the same where that is missing or damaged', async () => {
    expect(await started('missing', join(folder, 'none'))).toEqual({ stdout: said, exitCode: 0, left: false })
    const rubbish = join(folder, 'rubbish')
    await writeFile(rubbish, 'no code of V8')
    expect(await started('damaged', rubbish)).toEqual({ stdout: said, exitCode: 0, left: false })
  })
})

const noGuest = (await guest.refusal())?.reason
const cli = join(root, 'dist/harness/cli/halfopen.js')
const why = noGuest ?? (existsSync(cli) ? undefined : 'npm run build makes what is tried here')

describe.skipIf(why !== undefined)(`the first guest of an empty cache${why === undefined ? '' : ` (${why})`}`, () => {
  test('measures what the next one does, to the last digit', { timeout: 120_000 }, async () => {
    const env = { XDG_CACHE_HOME: join(folder, 'cache') }
    const measured = async () => {
      const output = join(folder, 'reports')
      const args = [
        cli,
        'run',
        'power-off/cache-reader-keepalive',
        '--plane',
        'netns',
        '--clock',
        'virtual',
        '--output',
        output,
      ]
      const { exitCode } = await execa(process.execPath, args, { cwd: root, env, stdin: 'ignore', reject: false })
      const file = join(output, 'report.json')
      const { runs } = parseReport(await readFile(file, 'utf8'), file)
      return { exitCode, seen: runs.map(({ observations, steps, verdict }) => ({ observations, steps, verdict })) }
    }
    const first = await measured()
    const kept = readdirSync(join(folder, 'cache/halfopen')).filter(name => name.startsWith('box-program-'))
    expect({ exitCode: first.exitCode, runs: first.seen.length, kept: kept.length }).toEqual({
      exitCode: 0,
      runs: 1,
      kept: 1,
    })
    expect(await measured()).toEqual(first)
  })
})
