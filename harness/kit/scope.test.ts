import { expect, test } from 'vitest'
import { Scope } from './scope.ts'

test('undoes backwards, once, however often it is disposed', async () => {
  const undone: string[] = []
  const scope = new Scope()
  scope.defer('first', () => void undone.push('first'))
  scope.defer('second', async () => void undone.push('second'))
  await Promise.all([scope[Symbol.asyncDispose](), scope[Symbol.asyncDispose]()])
  await scope[Symbol.asyncDispose]()
  expect(undone).toEqual(['second', 'first'])
})

test('takes a resource over and hands it back', async () => {
  let closed = 0
  const resource = { name: 'socket', [Symbol.asyncDispose]: async () => void closed++ }
  {
    await using scope = new Scope()
    expect(scope.own('close', resource)).toBe(resource)
    expect(closed).toBe(0)
  }
  expect(closed).toBe(1)
})

test('runs every step although others fail, and names all failures', async () => {
  const undone: string[] = []
  const scope = new Scope()
  scope.defer('end the server', () => void undone.push('server'))
  scope.defer('end the client', () => {
    throw new Error('it is gone')
  })
  scope.defer('heal', async () => {
    throw new Error('no answer')
  })
  await expect(scope[Symbol.asyncDispose]()).rejects.toThrow('heal: no answer; end the client: it is gone')
  expect(undone).toEqual(['server'])
})

test('gives up a step that hangs, by its name, and goes on', async () => {
  const undone: string[] = []
  const scope = new Scope(10)
  scope.defer('end the server', () => void undone.push('server'))
  scope.defer('heal', () => new Promise(() => {}))
  await expect(scope[Symbol.asyncDispose]()).rejects.toThrow('heal: Cannot heal: not done within 0.01 s [E_DEADLINE]')
  expect(undone).toEqual(['server'])
})

test('the error of the body comes first, those of disposing behind it', async () => {
  const run = async () => {
    await using scope = new Scope()
    scope.defer('heal', () => {
      throw new Error('cleaning up')
    })
    throw new Error('the body')
  }
  const thrown: unknown = await run().catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(SuppressedError)
  expect(thrown).toMatchObject({ suppressed: { message: 'the body' }, error: { message: 'heal: cleaning up' } })
})
