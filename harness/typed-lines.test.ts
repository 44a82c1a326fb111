// Method: every line of the product that prints a command of halfopen is found, and what it prints has to be what a person types who has installed
// the package in a project: a program of node_modules/.bin is in no PATH. Each names a command and options that there are.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { commandNames } from './cli/help.ts'
import { optionsOf } from './cli/options.ts'

const root = resolve(import.meta.dirname, '..')
const found = await Array.fromAsync(glob('{harness,reports}/**/*.ts', { cwd: root }))
const product = found.filter(file => !/\.(test|property\.test)\.ts$|\/fixtures\//.test(file)).sort()
const command = new RegExp(`halfopen (${commandNames.join('|')}|--\\w+)(?![\\w-])([^'\`.]*)`, 'g')

test('each command that is printed begins with npx, and takes the options that stand there', () => {
  const printed = product.flatMap(linesOf)
  expect(printed.length).toBeGreaterThan(20)
  expect(printed.filter(({ before }) => !before.endsWith('npx ')).map(({ at, text }) => `${at}: ${text}`)).toEqual([])
  const wrong = printed.flatMap(({ name, rest, at }) =>
    [...rest.matchAll(/ --([a-z-]+)/g)].flatMap(([, option = '']) => (has(name, option) ? [] : [`${at}: --${option}`])),
  )
  expect(wrong).toEqual([])
})

test.for([
  ["fix: 'See halfopen --help'", false],
  ["fix: 'Run npx halfopen doctor'", true],
] as const)('%s: %s', ([line, good]) => {
  expect(commandsIn(line, 'a').every(({ before }) => before.endsWith('npx '))).toBe(good)
})

interface Printed {
  readonly at: string
  readonly before: string
  readonly text: string
  readonly name: string
  readonly rest: string
}

function linesOf(file: string): readonly Printed[] {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, i) => commandsIn(line, `${file}:${i + 1}`))
}

/** Nobody types comments, nor what a shell runs for a Tab: its own function for it is what knows npx. */
function commandsIn(line: string, at: string): readonly Printed[] {
  if (/^\s*(\/\/|\*|\/\*\*)/.test(line)) return []
  return [...line.replace(/ \/\/ .*|<\(.*/, '').matchAll(command)].map(match => {
    const [text, name = '', rest = ''] = match
    return { at, before: line.slice(0, match.index), text, name, rest }
  })
}

function has(name: string, option: string): boolean {
  if (option === 'help' || option === 'version') return true
  const options: Readonly<Record<string, unknown>> = name in optionsOf ? optionsOf[name as keyof typeof optionsOf] : {}
  return option in options
}
