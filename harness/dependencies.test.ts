// What is depended on, and why, and that nothing of it asks for permission when it is installed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import packageLock from '../package-lock.json' with { type: 'json' }

const { dependencies, optionalDependencies, devDependencies, peerDependencies } = packageJson
const ours = { ...dependencies, ...optionalDependencies, ...devDependencies, ...peerDependencies }

test('each dependency has its line in DECISIONS.md', () => {
  const named = new Set(Object.keys(ours).map(name => name.replace('@types/', '')))
  expect([...named].filter(name => !justified().has(name))).toEqual([])
})

test('no line there is of a package that is gone', () => {
  const elsewhere = ['quic-go', 'client libraries'] // Go's, and each language's own
  expect([...justified()].filter(name => !(name in ours) && !elsewhere.includes(name))).toEqual([])
})

test('nothing that is installed with the package has an install script', () => {
  const locked: readonly (readonly [string, Locked])[] = Object.entries(packageLock.packages)
  const scripted = (dev: boolean) =>
    locked.filter(([at, one]) => at !== '' && (one.dev ?? false) === dev && one.hasInstallScript).map(([at]) => at)
  expect(scripted(false)).toEqual([])
  expect(scripted(true)).toEqual([
    'node_modules/koffi',
    'node_modules/node',
    'node_modules/vitepress/node_modules/esbuild',
  ]) // npm does write down who has one
  const scripts = Object.keys(packageJson.scripts)
  expect(scripts.filter(name => /^(pre|post)?install$|^dependencies$/.test(name))).toEqual([])
})

interface Locked {
  readonly version?: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
}

/** The first column of the table: names, and a remark in parentheses. */
function justified(): Set<string> {
  const text = readFileSync(join(import.meta.dirname, '../DECISIONS.md'), 'utf8')
  const [, table = ''] = /^## Dependencies$(.*?)^## /ms.exec(text) ?? []
  const rows = [...table.matchAll(/^\| (.*?) \| /gm)].slice(2) // after its head
  return new Set(rows.flatMap(([, first = '']) => first.replace(/ \(.*\)$/, '').split(', ')))
}
