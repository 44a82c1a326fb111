// Method: what each kind says of itself is held against the files that pin its library, and against the package's own front door.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as entry from '../../entry/subjects.ts'
import { findClient } from '../../facts/clients.ts'
import { subjectOf } from '../subject-of.ts'
import { clientKinds } from './all.ts'

const programs = join(import.meta.dirname, '../programs')
const read = (file: string) => readFileSync(join(programs, file), 'utf8')

/** Every version that the pins of a language name, however the package is called there. */
const pinned: Readonly<Record<string, readonly string[]>> = {
  Node: [...read('node/package.json').matchAll(/": "(\d[\w.]*)"/g)].map(([, version = '']) => version),
  Python: [...`${read('python/requirements.txt')}\n${read('zeo-requirements.txt')}`.matchAll(/==(\S+)/g)].map(
    ([, version = '']) => version,
  ),
  Go: [...`${read('go/go.mod')}\n${read('quic/go.mod')}`.matchAll(/ v(\d[\w.]*)$/gm)].map(
    ([, version = '']) => version,
  ),
  Java: [...read('java/pom.xml').matchAll(/<version>(\d[\d.]*\d)(?:\.RELEASE)?<\/version>/g)].map(([, v = '']) => v),
}

/** What comes with the language itself, or from the system, has its version from there. */
const withoutPin = [
  'cache',
  'fetch',
  'node-http',
  'node-http2',
  'websocket',
  'go-http',
  'go-http2',
  'java-http',
  'curl',
  'psql',
  'ssh',
]

test('at least 30 clients in four languages have names of their own', () => {
  const ids = clientKinds.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)])
  expect(ids.length).toBeGreaterThanOrEqual(30)
  const languages = new Set(clientKinds.map(({ language }) => language))
  for (const language of ['Node', 'Python', 'Go', 'Java']) expect(languages).toContain(language)
})

test.for(clientKinds.filter(({ id }) => !withoutPin.includes(id)))('$id has the version that is pinned', kind => {
  expect(pinned[kind.language]).toContain(kind.version)
})

test.for(clientKinds)('$id has a source for each setting, facts that are there, and is handed out', kind => {
  for (const { source } of kind.variants) expect(source).toMatch(/^https:\/\/\S+$/)
  if (kind.fact !== undefined) expect(findClient(kind.fact).id).toBe(kind.fact)
  expect(entry).toHaveProperty(subjectOf(kind.id), kind)
})

test('a misspelt option, and one that is no object, are told by name', () => {
  expect(() => entry.pg.client({ sets: {} } as object)).toThrow('unknown field, got "sets"')
  expect(() => entry.pg.client({ set: JSON.parse('"keepAlive"') })).toThrow(
    'Cannot set pg: its options are no object, got "keepAlive". Write set: { ... }, by the names of the library itself [E_CLIENT_OPTIONS]',
  )
})

test('who only reads refuses to ask, and takes its own options', () => {
  expect(() => entry.zeo.client({ asks: true })).toThrow(
    'Cannot let zeo ask: it only reads, got "true" [E_CLIENT_OPTIONS]',
  )
  expect(entry.quicGo.client({ set: { keepAlive: '10s' } }).command.args).toContain('10000ms')
})
