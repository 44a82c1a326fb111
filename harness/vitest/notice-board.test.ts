// Method: a thread writes as fast as it can, and each text is of one letter and as long as its number says, so that one read while it was written
// shows. Wrong code that would also pass: a board that never changes, which the count of different texts tells.
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { NoticeBoard } from './notice-board.ts'

const writes = `
  import(process.getBuiltinModule('worker_threads').workerData.module).then(({ NoticeBoard }) => {
    const { workerData: { memory }, parentPort } = process.getBuiltinModule('worker_threads')
    const board = new NoticeBoard(memory)
    for (let i = 0; i < 30_000; i++) board.write('abcdefghij'[i % 10].repeat(i % 2_000))
    board.write('done')
    parentPort.postMessage('done')
  })`

test('no text is read that was never written, however fast another thread writes', async () => {
  const board = new NoticeBoard()
  const module = new URL('notice-board.ts', import.meta.url).href
  const worker = new Worker(writes, { eval: true, workerData: { module, memory: board.memory } })
  const read = new Set<string>()
  while (!read.has('done')) read.add(board.readIfTurned() ?? '')
  await worker.terminate()
  const torn = [...read].filter(text => text !== 'done' && !/^(.?)\1*$/.test(text))
  expect(torn).toEqual([])
  expect(read.size).toBeGreaterThan(10)
})

test('a text is told once, and again when its writer has turned', () => {
  const writer = new NoticeBoard()
  const reader = new NoticeBoard(writer.memory)
  expect(reader.readIfTurned()).toBeUndefined()
  writer.write('à la carte')
  expect([reader.readIfTurned(), reader.readIfTurned()]).toEqual(['à la carte', undefined])
  writer.turn()
  expect(reader.readIfTurned()).toBe('à la carte')
})

test('a path and a title have room, at their longest', () => {
  const board = new NoticeBoard()
  const text = JSON.stringify({ file: '\u0001'.repeat(4_096), test: '\u0001'.repeat(1_000) })
  board.write(text)
  expect(board.readIfTurned()).toBe(text)
})
