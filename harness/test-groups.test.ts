// What vitest.config.ts says of folders is true of their tests: pure ones may share a worker's modules, and what is measured runs alone.
import { existsSync, readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { dirname, join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { alone, pure } from '../vitest.config.ts'

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

test('every rule has its tests, and none has two', () => {
  const rules = [...pure, ...alone]
  expect(rules.filter(rule => !tests.some(file => matchesGlob(file, rule)))).toEqual([])
  expect(pureTests.filter(file => isAny(alone, file))).toEqual([])
})

test('whoever opens a testbed in real time runs alone', () => {
  const opens = tests.filter(file => /\bopen(Testbed|System|Run)\(|await boxed\(/.test(read(file)))
  expect(opens.filter(file => !isAny(alone, file))).toEqual([])
  expect(opens.length).toBeGreaterThan(20)
})

function isAny(rules: readonly string[], file: string): boolean {
  return rules.some(rule => matchesGlob(file, rule))
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
