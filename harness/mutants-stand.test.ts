// A mutant whose place has been rewritten breaks nothing any more, and `npm run mutants` is no part of the tests: that each still stands is looked at here.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { all } from '../mutants/all.ts'

const root = join(import.meta.dirname, '..')

test('what a mutant changes stands in its file once', () => {
  const times = all.map(({ file, from }) => [file, from, readFileSync(join(root, file), 'utf8').split(from).length - 1])
  expect(times.filter(([, , found]) => found !== 1)).toEqual([])
})

test('a mutant changes something, and nobody makes the same one twice', () => {
  expect(all.filter(({ from, to }) => from === to)).toEqual([])
  expect(new Set(all.map(({ file, from, to }) => JSON.stringify([file, from, to]))).size).toBe(all.length)
})

test('the tests that have to see it are there', () => {
  const tests = all.flatMap(({ killedBy }) => killedBy.filter(name => name.endsWith('.test.ts')))
  expect([...new Set(tests)].filter(name => !existsSync(join(root, name)))).toEqual([])
})
