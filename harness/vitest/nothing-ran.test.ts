// Method: folders as they are, and an include that is asked of each file: what is advised is held against the files by Node's own glob.
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, matchesGlob, relative } from 'node:path'
import { expect, test } from 'vitest'
import { whyNothingRan } from './nothing-ran.ts'

const usual = '**/*.{test,spec}.ts'

test('what would be found by the include that is advised was not by the one that there is', async () => {
  const files = ['scenarios/orders.scenario.ts', 'a.scenario.ts']
  const why = await whyIn(files, [usual])
  expect(why).toBe(
    "Vitest's include does not mean a.scenario.ts and 1 more. Its configuration needs test: { include: ['**/*.scenario.ts'] }",
  )
  const [, advised = ''] = /include: \['(.*)'\]/.exec(why ?? '') ?? []
  expect(files.map(file => matchesGlob(file, advised))).toEqual([true, true])
  expect(await whyIn(files, [usual, advised])).toBeUndefined()
})

test('of other languages the include means them all', async () => {
  const files = ['a.scenario.ts', 'b.scenario.mjs']
  const [, advised = ''] = /include: \['(.*)'\]/.exec((await whyIn(files, [usual])) ?? '') ?? []
  expect(await whyIn(files, [advised])).toBeUndefined()
  expect(await whyIn(files, ['**/*.scenario.ts'])).toContain('does not mean b.scenario.mjs. ')
})

test('where there is none, somebody has to write one', async () => {
  expect(await whyIn(['a.test.ts'], [usual])).toBe('there is no *.scenario.ts here. npx halfopen init writes one')
})

async function whyIn(files: readonly string[], include: readonly string[]): Promise<string | undefined> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'halfopen-nothing-'))
  for (const file of files) {
    await mkdir(dirname(join(folder.path, file)), { recursive: true })
    await writeFile(join(folder.path, file), '')
  }
  const matchesTestGlob = (file: string) => include.some(glob => matchesGlob(relative(folder.path, file), glob))
  return whyNothingRan({ config: { root: folder.path }, projects: [{ matchesTestGlob }] })
}
