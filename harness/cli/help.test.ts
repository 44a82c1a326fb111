// Method: the help and what the commands take are one list: what is read, helped with and completed cannot differ. What is tried here is what a list
// cannot see: that the commands take it, that it fits, and that it says more than a name.
import { expect, test } from 'vitest'
import { written } from '../faults/written.ts'
import { planeNames } from '../planes/all.ts'
import { commandNames, help, helpOf } from './help.ts'
import { type Option, optionsOf } from './options.ts'

const pipe = { colour: false, columns: 100 }

test('all commands fit one screen, in a terminal of 80 columns too, with where to find the rest', () => {
  for (const [columns, rows] of [
    [100, 24],
    [80, 32],
  ] as const) {
    const lines = help({ colour: false, columns }).trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(rows)
    expect(lines.filter(line => line.length > columns)).toEqual([])
  }
  for (const name of commandNames) expect(help(pipe)).toMatch(new RegExp(`^ +${name} `, 'm'))
  expect(help(pipe)).toContain('halfopen run --help')
})

test.for(commandNames)(
  'the help of %s has each of its options, an example, the exit codes, and nothing of others',
  name => {
    const words = helpOf(name, pipe)
    expect(words.startsWith(`halfopen ${name}`)).toBe(true)
    expect(words).toMatch(new RegExp(`^Example: .*npx halfopen ${name}`, 'm'))
    expect(words).toContain('\nExit codes: 0 all passed')
    const options = [...words.matchAll(/^ +--([a-z-]+)/gm)].map(([, option]) => option)
    expect(options).toEqual(Object.keys(optionsOf[name]))
    for (const [option, { does, value }] of Object.entries<Option>(optionsOf[name])) {
      expect(does.length, option).toBeGreaterThan(10)
      if (value !== undefined) expect(words).toContain(`--${option} ${value} `)
    }
  },
)

test('every plane is offered, and no other', () => {
  expect(optionsOf.run.plane.such).toEqual(planeNames.toSorted())
})

test('where faults are shown by short names it is said how each is written', () => {
  for (const [spelling, call] of written)
    expect(helpOf('explain', { ...pipe, columns: 1_000 })).toContain(`${spelling} is written ${call}`)
})
