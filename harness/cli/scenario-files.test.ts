// Method: every kind of pattern is held against what a glob says of it. Wrong code that would also pass the last test alone: one that takes
// patterns for names, which the first one tells.
import { glob, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, matchesGlob } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow } from '../vitest/files-below.ts'
import { stemOf } from '../vitest/scenario-id.ts'
import { chooseFiles, matches, type ScenarioFile, scenarioGlob } from './scenario-files.ts'

const names = ['a', 'a/b', 'a/b-c', 'ab/c', 'a/.b', 'a/b/c', 'ä/b', 'a/b.c']
const patterns = [
  ...names,
  'a/',
  './a',
  'a//b',
  'a/./b',
  '*',
  '*/b',
  'a/**',
  '**',
  '{a,ab}/*',
  'a/[b]',
  'a/b?',
  '.',
  '',
]

test('the files below a folder are those that a glob finds, but in folders of others', async () => {
  const root = await mkdtemp(join(tmpdir(), 'halfopen-files-'))
  const files = [
    'a.scenario.ts',
    'b/c/d.scenario.mts',
    'b/e.scenario.js',
    'b/f.scenario.mjs',
    '.g/h.scenario.ts',
    'b/.i.scenario.ts',
  ]
  const none = ['j.scenario.tsx', 'k.ts', 'scenario.ts', 'l.scenario.cjs', 'm.scenario.ts.bak']
  const others = ['node_modules/n.scenario.ts', 'b/dist/o.scenario.ts', 'b/fixtures/p.scenario.ts']
  for (const file of [...files, ...none, ...others]) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), '')
  }
  await symlink('b', join(root, 'linked'))
  await symlink('a.scenario.ts', join(root, 'q.scenario.ts'))
  const asGlob = (await Array.fromAsync(glob(scenarioGlob, { cwd: root }))).filter(file => !others.includes(file))
  const found = filesBelow(root)
  await rm(root, { recursive: true })
  expect(found.sort()).toEqual(asGlob.sort())
  expect(found).toHaveLength(5)
})

describe('patterns over names', () => {
  test('match as a glob does, or as a folder, where a folder may be a file of one scenario, whether they are spelt out or not', () => {
    const found = patterns.map(pattern => [pattern, names.filter(name => matches(pattern, name))])
    const asGlobs = patterns.map(pattern => {
      const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '')
      const single = plain.replace(/\/\*\*$/, '') // a file of one scenario, which has the file's name
      const means = (name: string) =>
        [plain, single].includes(name) || [plain, `${plain}/**`].some(each => matchesGlob(name, each))
      return [pattern, names.filter(means)]
    })
    expect(found).toEqual(asGlobs)
  })

  test('name whole files, and only what may be inside of a file has it loaded', () => {
    const files = ['tcp/one', 'tcp/two', 'java'].map(named)
    expect(chooseFiles(files, ['tcp/one', 'scenarios/tcp/two.scenario.ts'])).toEqual({
      whole: [named('tcp/one'), named('tcp/two')],
      partly: [],
      unmatched: [],
      all: files,
    })
    expect(chooseFiles(files, ['tcp/one', 'java/reader'])).toEqual({
      whole: [named('tcp/one')],
      partly: [named('java')],
      unmatched: ['java/reader'],
      all: files,
    })
  })

  test('are as many as the files in no time', () => {
    const files = Array.from({ length: 300 }, (_, i) => named(`folder-${i % 20}/scenario-${i}`))
    const startMs = performance.now()
    const { whole } = chooseFiles(
      files,
      files.map(({ file }) => file),
    )
    expect(whole).toHaveLength(300)
    expect(performance.now() - startMs).toBeLessThan(5_000)
  })
})

function named(stem: string): ScenarioFile {
  return { stem, file: `scenarios/${stem}.scenario.ts` }
}

test('a scenario of the package is named by it wherever a package manager has put it, and one of a project never is', () => {
  const file = 'scenarios/a/b.scenario.ts'
  const installed = ['', '../', '.pnpm/halfopen@1.0.0_vitest@5.0.0/'].map(at =>
    stemOf(`${at}node_modules/halfopen/${file}`),
  )
  expect(installed).toEqual(Array(3).fill('halfopen/a/b'))
  for (const other of ['node_modules/other', 'halfopen', 'not_node_modules/halfopen'])
    expect(stemOf(`${other}/${file}`)).toBe(`${other}/scenarios/a/b`)
  expect(stemOf(file)).toBe('a/b')
})
