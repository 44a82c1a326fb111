// The API report: what can be imported, with its types, as it was last agreed to.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { apiReport, entries, reportFile } from './api.build.ts'

test('what the package promises is what was agreed to: `npm run build && npm run api` agrees to what has changed', () => {
  expect(apiReport()).toBe(readFileSync(reportFile, 'utf8'))
})

test('it has each entry of the package with each name that can be imported from it', async () => {
  const exported = Object.keys(packageJson.exports).filter(name => !name.endsWith('.json'))
  expect(entries.map(name => `./${name}`.replace('./halfopen', '.'))).toEqual(exported)
  for (const entry of entries) {
    const names = Object.keys(await import(`./${entry}.ts`))
    expect(listed(entry)).toEqual(expect.arrayContaining(names))
  }
})

test('every name that can be imported says what it is', () => {
  const undocumented = [...read().matchAll(/^\/\/ @public \(undocumented\)\n(?:[a-z]+ )+(\w+)/gm)].map(
    ([, name]) => name,
  )
  expect(undocumented.length).toBeGreaterThan(0) // those that others are made of, and nobody imports
  expect(entries.flatMap(listed).filter(name => undocumented.includes(name))).toEqual([])
})

/** As the report lists them: `name`, or `its name there as name`. */
function listed(entry: string): readonly string[] {
  const [, names = ''] = new RegExp(`^declare namespace ${entry} \\{\\n +export \\{([^}]*)\\}`, 'm').exec(read()) ?? []
  return names.split(',').map(name => name.trim().replace(/.* as /, ''))
}

function read(): string {
  return readFileSync(reportFile, 'utf8')
}
