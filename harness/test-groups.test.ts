// What vitest.config.ts says of folders is true of their tests: who leaves a worker as it was may share it, and what is measured in real time runs
// alone.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { dirname, join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { alone, own, pure, testTimeout, virtual } from '../vitest.config.ts'

const root = join(import.meta.dirname, '..')
const tests = (await Array.fromAsync(glob('{harness,reports}/**/*.test.ts', { cwd: root }))).sort()
const pureTests = tests.filter(file => isAny(pure, file))

test('no test of pure code can start a process, open a socket or change what the next one finds', () => {
  const why = (file: string) => [...reaches(file).filter(touchesTheWorld), ...(changesTheWorker(file) ? [file] : [])]
  expect(pureTests.flatMap(file => why(file).map(by => `${file} belongs in another folder: see ${by}`))).toEqual([])
})

test('the twin: what starts programs is seen to, over any number of imports', () => {
  expect(reaches('harness/execute/ready.test.ts').some(touchesTheWorld)).toBe(true)
  expect(reaches('harness/cli/run.test.ts').some(touchesTheWorld)).toBe(true)
  expect(changesTheWorker('harness/kit/cache.test.ts')).toBe(true)
})

test('whoever changes its process changes it back, or has one for itself', () => {
  const changes = tests.filter(file => /\bvi\.(stub|use|spy|mock|reset)|process\.chdir/.test(read(file)))
  expect(changes.filter(file => !changesBack(file) && !isAny(own, file))).toEqual([])
  expect(changes.some(changesBack)).toBe(true)
  expect(own.flatMap(rule => tests.filter(file => matchesGlob(file, rule) && !changes.includes(file)))).toEqual([])
})

test('every rule has its tests, and none has two', () => {
  const rules = [...pure, ...own, ...virtual, ...alone]
  expect(rules.filter(rule => !tests.some(file => matchesGlob(file, rule)))).toEqual([])
  const several = (file: string) => [pure, own, alone].filter(rules => isAny(rules, file)).length > 1
  expect(tests.filter(several)).toEqual([])
  expect(tests.filter(file => isAny(virtual, file) && !isAny(alone, file))).toEqual([])
})

test('whoever opens a testbed in real time runs alone, and in virtual time beside others', () => {
  const opens = tests.filter(file => /\bopen(Testbed|System|Run)\(|await boxed\(/.test(read(file)))
  expect(opens.filter(file => !isAny(alone, file))).toEqual([])
  expect(opens.length).toBeGreaterThan(20)
  const inGuest = opens.filter(file => read(file).includes('boxes.virtual'))
  expect(inGuest).toEqual(tests.filter(file => isAny(virtual, file)))
})

test('who waits for what comes at once has the patience of all, and no test has less time than that', () => {
  const fixtures = globSync(['{harness,reports}/**/fixtures/*.ts', 'harness/planes/contract.ts'], { cwd: root })
  const others = [...tests, ...fixtures].filter(file => !/(clock|until|test-groups)\.test\.ts$/.test(file))
  expect(others.flatMap(file => impatient(read(file)).map(line => `${file}: ${line}`))).toEqual([])
  expect(impatient("until('see it', seen, { withinMs: 5_000 })\ntest('is', { timeout: 30_000 }, () => {")).toHaveLength(
    2,
  )
})

/** A machine with much to do would fail them, and nothing that is wrong. */
function impatient(text: string): readonly string[] {
  const waits = /\buntil\(.*withinMs: \d|\bwithin\(.*, \d+_000,|^const limit = \{ withinMs: \d/
  const takes = /^ *(?:(?:test|describe|const limit)\b.*\{ )?timeout: ([\d_]+)/
  const isShort = (line: string) => Number(takes.exec(line)?.[1]?.replaceAll('_', '') ?? testTimeout) < testTimeout
  return text.split('\n').filter(line => waits.test(line) || isShort(line))
}

function isAny(rules: readonly string[], file: string): boolean {
  return rules.some(rule => matchesGlob(file, rule))
}

function changesBack(file: string): boolean {
  return /vi\.unstubAllEnvs\(\)|mockRestore\(\)/.test(read(file))
}

function touchesTheWorld(file: string): boolean {
  return /^(?:import|export) (?!type)[^;]*? from '(?:node:(?:child_process|net|dgram|dns|https?|tls|worker_threads|cluster)|koffi|execa|toxiproxy-node-client|vitest\/node)'|require\('koffi'\)/m.test(
    read(file),
  )
}

function changesTheWorker(file: string): boolean {
  return /\bvi\.|process\.(env\.\w+ =[^=]|env\[.*?\] =[^=]|chdir|exit)|globalThis\.\w+ =[^=]/.test(read(file))
}

/** What is loaded with a file, itself included; what is imported for its types alone is not. */
function reaches(file: string): string[] {
  const reached = new Set([file])
  for (const from of reached) for (const next of importsOf(from)) reached.add(next)
  return [...reached]
}

function importsOf(file: string): string[] {
  const named = read(file).matchAll(/^(?:import|export) (?!type )(?:[^'";]*? from )?'([^']+)'/gm)
  return [...named].flatMap(([, name = '']) => {
    const target = name.startsWith('#') ? name.slice(1) : name.startsWith('.') ? join(dirname(file), name) : ''
    return target.endsWith('.ts') && existsSync(join(root, target)) ? [target] : []
  })
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
