// Method: the help of a command is cut out of the general one: what is there of others must not be in it, and nothing of its own may be missing.
import { expect, test } from 'vitest'
import { written } from '../faults/written.ts'
import { help, helpOf } from './help.ts'

const names = ['run', 'list', 'doctor', 'report', 'compare', 'recommend', 'league', 'explain', 'audit'] as const

test.for(names)('the help of %s is its own part of the help, with an example and the exit codes', name => {
  const words = helpOf(name)
  expect(words.startsWith(`  halfopen ${name} `)).toBe(true)
  expect(words).toContain(`\nExample: halfopen ${name}`)
  expect(words).toContain('\nExit codes: 0 all passed')
  for (const other of names.filter(one => one !== name)) expect(words).not.toContain(`\n  halfopen ${other} `)
  expect(words.split('\n').length).toBeLessThanOrEqual(24)
})

test('the parts together are the whole', () => {
  const parts = names.map(helpOf).join('')
  const options = [...help.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option).filter(one => one !== '--version')
  for (const option of options) expect(parts).toContain(option)
  expect(helpOf('list')).not.toContain('--json')
  expect(helpOf('audit')).toContain('--json')
})

test('where faults are shown by short names it is said how each is written', () => {
  for (const [spelling, call] of written) expect(helpOf('explain')).toContain(`${spelling} is written ${call}`)
})
