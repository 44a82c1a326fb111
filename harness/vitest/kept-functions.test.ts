// Method: the functions are in a real worker, since who asks for a line sleeps until another thread has read it.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { command } from '../define/command.ts'
import type { Host } from '../model/host.ts'
import { madeByCode } from '../model/made-by-code.ts'
import { KeptFunctions } from './kept-functions.ts'

const host = { connectsTo: [], listens: true }
const db: Host = { ...host, name: 'db', program: { ...command('node db.js'), read: () => undefined } }
const web: Host = { ...host, name: 'web', program: { ...command('node web.js'), prepare: async () => {} } }
const bare: Host = { ...host, name: 'bare', program: command('node bare.js') }
const made = madeByCode([db, web, bare])

test('functions answer where they were left, and what they throw is told with whose they are', async () => {
  const functions = new KeptFunctions()
  const worker = new Worker(new URL('./fixtures/keeps.program.ts', import.meta.url))
  const ended = once(worker, 'exit')
  await functions.ready
  const { read } = functions.given(db, made).program
  expect(read?.('gone')).toEqual({ kind: 'lost', detail: 'gone'.repeat(10) })
  expect(read?.('nothing')).toBeUndefined()
  expect(() => read?.('throws')).toThrow('read of db throws: no such line')
  expect(() => read?.('x'.repeat(10_000))).toThrow('what it makes of a line is longer than 65536 bytes')
  expect(read?.('after all that')?.detail).toContain('after all that')
  await expect(functions.given(web, made).program.prepare?.(new AbortController().signal)).rejects.toThrow(
    'no compiler',
  )
  functions[Symbol.dispose]()
  expect(await ended).toEqual([0])
})

test('a program without functions stays as it is', () => {
  expect(made.map(one => one.host)).toEqual(['db', 'web'])
  using functions = new KeptFunctions()
  expect(functions.given(bare, made)).toEqual(bare)
})
