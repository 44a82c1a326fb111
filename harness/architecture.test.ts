// The layout, kept by a test: imports go one way, no cycles (types included), files stay small, nothing lies unused.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from './faults/all.ts'

const root = resolve(import.meta.dirname, '..')
const files = (await Array.fromAsync(glob(['{harness,reports,scenarios}/**/*.ts'], { cwd: root }))).sort()
const product = files.filter(file => !/\.(test|build)\.ts$|\/fixtures\/|\/programs\//.test(file))
const imports = new Map(files.map(file => [file, importsOf(file)]))

/** Which parts may import which: a folder, or one file of it that has rules of its own. A part may always import itself. */
const allowed: Record<string, readonly string[]> = {
  model: ['model/fault.ts'],
  'model/fault.ts': ['faults'],
  kit: [],
  'kit/format-time.ts': ['model'],
  timers: ['model'],
  facts: ['model', 'kit'],
  faults: ['model', 'kit', 'facts', 'timers', 'define/duration.ts', 'define/unknown.ts'],
  'define/duration.ts': ['model', 'kit'],
  'define/unknown.ts': ['kit'],
  define: ['model', 'kit', 'facts', 'faults', 'define/duration.ts', 'define/unknown.ts'],
  predict: ['model', 'kit/format-time.ts', 'timers', 'faults'],
  verdict: ['model', 'kit/format-time.ts', 'faults', 'predict'],
  explain: ['model', 'kit/format-time.ts', 'facts', 'timers', 'faults', 'define', 'verdict', 'predict'],
  recommend: ['model', 'kit', 'facts', 'timers', 'faults', 'define', 'verdict', 'predict'],
  parts: ['model', 'kit'],
  netlink: ['kit'],
  observe: ['model', 'kit', 'netlink'],
  audit: ['model', 'kit', 'netlink', 'facts', 'timers', 'faults', 'predict', 'verdict'],
  subjects: ['model', 'kit', 'define', 'planes/plane.ts'],
  'planes/plane.ts': ['model', 'kit', 'observe', 'planes/launch.ts'],
  'planes/placed.ts': ['model', 'kit'],
  'planes/http-answer.ts': ['kit', 'planes/placed.ts'],
  'planes/readying.ts': ['model', 'kit', 'observe', 'planes/placed.ts', 'planes/http-answer.ts'],
  'planes/launch.ts': ['model', 'kit', 'observe', 'planes/placed.ts', 'planes/readying.ts'],
  'planes/contract.ts': [
    'model',
    'kit',
    'define',
    'observe',
    'planes',
    'planes/plane.ts',
    'planes/launch.ts',
    'planes/placed.ts',
    'runtime',
  ],
  planes: [
    'model',
    'kit',
    'faults',
    'observe',
    'netlink',
    'planes/plane.ts',
    'planes/launch.ts',
    'planes/placed.ts',
    'planes/readying.ts',
  ],
  runtime: ['model', 'kit', 'faults', 'verdict', 'predict', 'observe', 'planes/plane.ts', 'planes/launch.ts'],
  boxes: ['model', 'kit', 'faults', 'netlink', 'runtime', 'planes', 'planes/plane.ts'],
  execute: ['model', 'kit', 'verdict', 'observe', 'planes/plane.ts', 'runtime', 'boxes'],
  init: ['model', 'kit', 'define', 'faults', 'planes', 'planes/plane.ts', 'execute'],
  lab: [...['model', 'kit', 'define', 'faults', 'verdict', 'planes', 'planes/plane.ts', 'runtime', 'boxes', 'execute']],
  compare: [
    ...['model', 'kit', 'define', 'facts', 'faults', 'subjects', 'predict', 'verdict', 'netlink'],
    ...['planes', 'planes/plane.ts', 'runtime', 'boxes', 'parts'],
  ],
  league: [
    ...[
      'model',
      'kit',
      'define',
      'facts',
      'faults',
      'explain',
      'subjects',
      'verdict',
      'planes',
      'planes/plane.ts',
      'runtime',
      'boxes',
    ],
    ...['compare', 'parts'],
  ],
  vitest: [
    ...['model', 'kit', 'define', 'faults', 'verdict', 'planes', 'planes/plane.ts', 'runtime', 'boxes', 'execute'],
    ...['compare', 'parts', 'reports'],
  ],
  cli: [
    ...['model', 'kit', 'define', 'facts', 'faults', 'verdict', 'explain', 'recommend', 'netlink', 'audit', 'subjects'],
    ...[
      'planes',
      'planes/plane.ts',
      'runtime',
      'boxes',
      'compare',
      'league',
      'init',
      'lab',
      'vitest',
      'parts',
      'reports',
    ],
  ],
  reports: ['model', 'kit', 'kit/format-time.ts', 'faults', 'verdict', 'facts', 'explain', 'recommend', 'parts'],
  entry: [
    'model',
    'model/fault.ts',
    'kit',
    'define',
    'define/duration.ts',
    'timers',
    'faults',
    'predict',
    'subjects',
    'vitest',
  ],
  scenarios: ['entry'],
}

test('every folder has its rule', () => {
  expect(product.map(partOf).filter(part => !Object.hasOwn(allowed, part))).toEqual([])
})

test('imports go one way', () => {
  const wrong = product.flatMap(file =>
    (imports.get(file) ?? [])
      .filter(target => !mayImport(partOf(file), partOf(target)))
      .map(target => `${file} -> ${target}`),
  )
  expect(wrong).toEqual([])
})

test('halfopen/predict loads no package at all, halfopen/subjects not Vitest', () => {
  const loading = (entry: string, packages: RegExp) =>
    product.filter(file => leads(`harness/entry/${entry}.ts`, file) && packages.test(read(file)))
  expect(loading('predict', /^(import|export) (?!type).* from '(?![.#]|node:)/m)).toEqual([])
  expect(loading('subjects', /^(import|export) (?!type).* from 'vitest/m)).toEqual([])
})

test('a plane never imports another plane', () => {
  const plane = (file: string) => /^harness\/planes\/(\w+)\//.exec(file)?.[1]
  const wrong = product.flatMap(file =>
    (imports.get(file) ?? [])
      .filter(target => plane(file) && plane(target) && plane(file) !== plane(target))
      .map(target => `${file} -> ${target}`),
  )
  expect(wrong).toEqual([])
})

test('nothing outside a plane tests its name', () => {
  const names = /(===|!==|case)\s*'(toxiproxy|netns)'/
  expect(product.filter(file => !file.startsWith('harness/planes/') && names.test(read(file)))).toEqual([])
})

test('nobody but its module and its injectors knows a kind of fault by name', () => {
  const names = Object.keys(kinds)
  const compound = names.filter(name => name.includes('-')).join('|')
  const plain = names.filter(name => !name.includes('-')).join('|')
  const named = new RegExp(`'(${compound})['=/](?!\\*)|\\bkind(:| [!=]==) '(${plain})'`)
  const may =
    /^harness\/faults\/|^harness\/planes\/(contract\.ts|\w+\/(faults\/|(injectors|kinds|unsupported)\.ts))|^scenarios\/|^reports\/upgrade-report\.ts$/ // which adds what schema 1 left out
  expect(product.filter(file => !may.test(file) && named.test(read(file)))).toEqual([])
})

test('no import cycle, types included', () => {
  const inCycle = product.filter(file => imports.get(file)?.some(next => leads(next, file)))
  expect(inCycle).toEqual([])
})

test('files stay small: a median of about 60 lines, few above 130', () => {
  const lengths = product.map(file => read(file).split('\n').length - 1).sort((a, b) => a - b)
  const long = lengths.filter(length => length > 130)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(75)
  expect(long.length / lengths.length).toBeLessThanOrEqual(0.1)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(220)
})

test('every file opens with a sentence that says why it is there', () => {
  const silent = product.filter(file => !/^(#!.*\n)?\/\/ /.test(read(file)))
  expect(silent.filter(file => !file.startsWith('scenarios/'))).toEqual([])
})

test('only the clock reads a clock or sets a timer', () => {
  const timers = /\b(setTimeout|setInterval|Date\.now|performance\.now)\s*\(/
  expect(product.filter(file => timers.test(read(file)))).toEqual(['harness/kit/clock.ts'])
})

function mayImport(from: string, to: string): boolean {
  return from === to || [to, to.split('/')[0] ?? to].some(part => allowed[from]?.includes(part))
}

/** `model`, `planes`, `planes/plane.ts`, `reports` ... */
function partOf(file: string): string {
  const [top = '', part = '', name = ''] = file.split('/')
  if (top !== 'harness') return top
  return Object.hasOwn(allowed, `${part}/${name}`) ? `${part}/${name}` : part
}

/** What a file imports of this project: code and data, by path or by the name of the package. */
function importsOf(file: string): string[] {
  const named = [
    ...read(file).matchAll(/(?:from|import)\s*\(?'(\.{1,2}\/[^']+\.(?:ts|json)|halfopen[^']*|#harness\/[^']+)'/g),
  ]
  return named.map(([, name = '']) => {
    if (name.startsWith('.')) return join(dirname(file), name)
    return name.startsWith('#') ? name.slice(1) : `harness/entry/${name.split('/')[1] ?? 'halfopen'}.ts`
  })
}

/** Whether imports lead from one file to the other, over any number of steps. */
function leads(from: string, to: string): boolean {
  const reached = new Set([from])
  for (const file of reached) for (const next of imports.get(file) ?? []) reached.add(next)
  return reached.has(to)
}

function read(file: string): string {
  return readFileSync(join(root, relative('.', file)), 'utf8')
}

test('no page and no source holds what a merge has left', async () => {
  const places = ['*.md', '{.ci,bench,docs,harness,kernel,mutants,reports,scenarios}/**/*.{md,ts,json}']
  const texts = await Array.fromAsync(glob(places, { cwd: root, exclude: ['reports/out/**'] }))
  expect(texts).toContain('CHANGELOG.md')
  const left = new RegExp(`^(${'<'.repeat(7)}|${'>'.repeat(7)}) `, 'm')
  expect(left.test(`${'<'.repeat(7)} HEAD`)).toBe(true)
  expect(texts.filter(file => left.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})
