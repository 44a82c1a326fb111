// Every error code that can be thrown has its line in docs/troubleshooting.md, and that page has no other.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const files = await Array.fromAsync(glob('{harness,reports}/**/*.ts', { cwd: root }))
const product = files.filter(file => !/\.(test|build)\.ts$|\/(fixtures|programs)\//.test(file))
const thrown = product.flatMap(file => [...read(file).matchAll(/'(E_[A-Z0-9_]+)'|\[(E_[A-Z0-9_]+)\]/g)])
const codes = new Set(thrown.map(([, literal, printed]) => literal ?? printed).filter(code => code !== 'E_CODE'))
const page = read('docs/troubleshooting.md')
const rows = [...page.matchAll(/^\| (E_\w+) \| (.+) \|$/gm)]

test('each code that can be thrown is explained once, and no other', () => {
  expect(codes.size).toBeGreaterThan(100)
  expect(rows.map(([, code]) => code).sort()).toEqual([...codes].sort())
})

test('each says what it means and what to do, but where it is a defect of ours', () => {
  const own = page.slice(page.indexOf('\n## Inside'))
  const short = rows.filter(([row, , cells = '']) => cells.split(' | ').length < (own.includes(row) ? 1 : 2))
  expect(short.map(([, code]) => code)).toEqual([])
})
