// Every name that a user can import says what it is, shows how it is used by code that compiles, and says the rest in tags that editors know.
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const entries = ['faults', 'halfopen', 'vitest', 'reporter', 'subjects', 'predict']
const known = entries.flatMap(exportsOf)
const values = known.filter(({ isType }) => !isType)

test('what is read here as exported is what can be imported', async () => {
  const modules = await Promise.all(entries.map(async entry => import(`../entry/${entry}.ts`)))
  expect(names(values)).toEqual([...new Set(modules.flatMap(Object.keys))].filter(name => name !== 'default').sort())
})

test('every public name says what it is, and every value has an example', () => {
  expect(names(known.filter(({ text }) => text === ''))).toEqual([])
  expect(names(values.filter(({ text }) => examplesIn(text).length === 0))).toEqual([])
})

test('what is thrown, and what counts where nothing is said, stands in tags and not in prose', () => {
  const prose = /(?<!@)\b(throws|rejects with|defaults to|unless told otherwise)\b/i
  expect(names(known.filter(({ text }) => commentsIn(text).some(comment => prose.test(comment))))).toEqual([])
})

test('every option says what counts without it', () => {
  const untold = /(?<!@default [^\n]*(?:\n +)?\*\/\n)^ +(?:readonly )?(\w+)\?: (?!never)/gm
  const options = known.filter(({ name }) => /(Options|(?<!Fault)Spec)$|^(Detector|Conditions)$/.test(name))
  const fields = options.flatMap(({ name, text }) => [...text.matchAll(untold)].map(([, field]) => `${name}.${field}`))
  expect(fields).toEqual([])
})

test('all examples compile, and one that is wrong does not', { timeout: 120_000 }, async () => {
  await using folder = await temporaryFolder()
  const examples = known.flatMap(({ name, text }) => examplesIn(text).map((code, at) => [`${name}-${at}`, code]))
  const wrong = [...['powerOff({ host: 1 })', "const faults = [at('0s', powerOff('c'))]"].entries()]
  for (const [file, code] of [...examples, ...wrong.map(([at, code]) => [`wrong-${at}`, code])])
    await writeFile(join(folder.path, `${file}.mts`), `${preamble()}{\n${code}\n${useOf(code)}\n}\n`)
  await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify(options))
  const compiler = { localDir: root, preferLocal: true, reject: false, cwd: folder.path, stdin: 'ignore' } as const
  const { stdout } = await execa('tsc', ['--noEmit', '--pretty', 'false', '--project', folder.path], compiler)
  const complaints = stdout.split('\n').filter(line => /^\S/.test(line))
  expect(complaints.filter(line => !line.startsWith('wrong-'))).toEqual([])
  expect(complaints).toHaveLength(wrong.length)
})

/** The package by its names, from its sources: what is tried is never an older build. */
const paths = { halfopen: [join(root, 'harness/entry/halfopen.ts')], 'halfopen/*': [join(root, 'harness/entry/*.ts')] }
const options = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: { paths, typeRoots: [join(root, 'node_modules/@types')] },
  include: ['*.mts'],
}

/** What an example makes is taken by a scenario under its name, as its reader would do next: a part that compiles alone may not fit. */
function useOf(code = ''): string {
  const [, part] = /^const (faults|network) =/m.exec(code) ?? []
  if (part === undefined) return ''
  const { happening, hosts } =
    part === 'faults'
      ? { happening: part, hosts: 'hosts: { a: server, b: client }' }
      : { happening: `fault: noFault(), ${part}`, hosts: 'client, server' }
  return `scenarioTest('takes it', { ${hosts}, ${happening}, bounds: { detectedBy: 'wire', within: '9s' } })`
}

/** What an example may take for granted: every value of the package, and a few things that are made with them. */
function preamble(): string {
  const imports = [...new Map(values.map(({ name, from }) => [name, from]))]
  return `${imports.map(([name, from]) => `import { ${name} } from '${from}'\n`).join('')}
    import type { Program, ScriptTestbed } from 'halfopen/vitest'
    declare const server: Program, client: Program, testbed: ScriptTestbed, text: string\n`
}

/** What an entry names itself, each with its doc comment and its declaration; `text` is empty where it has no doc comment. */
function exportsOf(entry: string): readonly { name: string; from: string; isType: boolean; text: string }[] {
  const file = join(import.meta.dirname, `${entry}.ts`)
  const from = ['halfopen', 'faults'].includes(entry) ? 'halfopen' : `halfopen/${entry}`
  return [...readFileSync(file, 'utf8').matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, type, list = '']) =>
    [...list.matchAll(/(type )?(\w+)/g)]
      .map(([, own, name = '']) => ({ name, from, isType: Boolean(type ?? own), text: declarationOf(name, file) }))
      .filter(({ name }) => name !== 'default'),
  )
}

/** Up to the blank line that something else follows, in the file where it is declared. */
function declarationOf(name: string, file: string): string {
  const source = readFileSync(file, 'utf8')
  const [, next] = new RegExp(`^export (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\} from '(.*)'`, 'm').exec(source) ?? []
  if (next !== undefined) return declarationOf(name, join(dirname(file), next))
  const declared = `export (?:async )?(?:function|const|class|interface|type) ${name}\\b`
  const text = new RegExp(`^/\\*\\*(?:(?!\\*/).)*\\*/\\n${declared}.*?(?=\\n\\n\\S|(?![\\s\\S]))`, 'ms')
  return text.exec(source)?.[0] ?? ''
}

function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/\/\*\*(.*?)\*\//gs)].map(([, comment = '']) => comment.replace(/^ *\* ?/gm, ''))
}

function examplesIn(text: string): readonly string[] {
  const examples = /@example\s(.*?)(?=^@|(?![\s\S]))/gms
  return commentsIn(text).flatMap(comment => [...comment.matchAll(examples)].map(([, code = '']) => code))
}

function names(of: readonly { readonly name: string }[]): readonly string[] {
  return [...new Set(of.map(({ name }) => name))].sort()
}

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'halfopen-examples-'))
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }) }
}
