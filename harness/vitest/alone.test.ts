// Whoever starts a scenario's file as a program is told what runs it, and not what Vitest says of itself.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import { expect, test } from 'vitest'

const entry = (name: string) => pathToFileURL(join(import.meta.dirname, '../entry', name)).href

test.for([
  ['halfopen.ts', "scenarioTest('x', {})"],
  ['vitest.ts', "test('x', async () => {})"],
])('a file with a scenario of %s', async ([name = '', call]) => {
  const code = `const { scenarioTest, test } = await import('${entry(name)}'); ${call}`
  const flags = ['--conditions=halfopen-source', '--input-type=module']
  const { exitCode, stderr } = await execa(process.execPath, [...flags, '--eval', code], {
    reject: false,
    stdin: 'ignore',
    env: { VITEST: undefined, NODE_OPTIONS: undefined },
  })
  expect(stderr).toContain(
    'Cannot run a scenario: its file was started by itself, and nothing runs it there. Run it with npx halfopen run, or with npx vitest run [E_NO_RUNNER]',
  )
  expect(exitCode).toBe(1)
})
