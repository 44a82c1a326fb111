// Ports are real, and so are the processes that want them.
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { reservePort, tryLock } from './ports.ts'
import { startProcess } from './process.ts'

test('gives out a port on which a program can listen', async () => {
  using reserved = await reservePort()
  expect(reserved.port).toSatisfy(port => port >= 20_000 && port < 26_000)
  await using server = await listen(reserved.port)
  expect(server.listening).toBe(true)
})

test('gives no port twice, until it is given back', async () => {
  const first = await reservePort()
  await expect(reservePort([first.port])).rejects.toThrow('E_NO_PORT')
  first[Symbol.dispose]()
  first[Symbol.dispose]()
  using again = await reservePort([first.port])
  expect(again.port).toBe(first.port)
})

test('passes over a port on which somebody listens', async () => {
  const [taken, free] = [await reservePort(), await reservePort()]
  for (const unlocked of [taken, free]) unlocked[Symbol.dispose]()
  await using _server = await listen(taken.port)
  using reserved = await reservePort([taken.port, free.port])
  expect(reserved.port).toBe(free.port)
})

test('a lock held by another process frees itself when that is killed', async () => {
  const { promise: held, resolve } = Promise.withResolvers<string>()
  const holder = `import { tryLock } from '${fileURLToPath(new URL('./ports.ts', import.meta.url))}'
    await tryLock(32_109); console.log('held'); setInterval(() => {}, 1000)`
  await using child = await startProcess({
    file: process.execPath,
    args: ['--input-type=module-typescript', '-e', holder],
    onLine: (_stream, text) => resolve(text),
  })
  expect(await held).toBe('held')
  expect(await tryLock(32_109)).toBeUndefined()
  child.signal('SIGKILL')
  await child.exited
  using lock = await tryLock(32_109)
  expect(lock).toBeDefined()
})

async function listen(port: number) {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(port, '127.0.0.1', resolve)
  await promise
  return server
}
