// Real writers on loopback. A frozen server (SIGSTOP) acknowledges by its kernel and answers nothing.
import { expect, test } from 'vitest'
import { sleep } from '../kit/clock.ts'
import { reservePort } from '../kit/ports.ts'
import { predict } from '../predict/predict.ts'
import { cacheServer } from './cache-server.ts'
import { cacheWriter } from './cache-writer.ts'
import { start } from './fixtures/running.ts'

test('a request timeout notices a server that acknowledges and never answers; without one nothing is noticed', async () => {
  await using server = await start('server', cacheServer(), 0)
  await using patient = await start('client', cacheWriter({ writeEvery: '100ms' }), server.port)
  const impatient = cacheWriter({ writeEvery: '100ms', requestTimeout: '400ms', sizeBytes: 5_000 })
  await using hasty = await start('client', impatient, server.port)
  await Promise.all([patient.says('traffic'), hasty.says('traffic')])
  await sleep(1_500)
  expect([patient.kinds, hasty.kinds, server.kinds]).toEqual(['traffic', 'traffic', 'traffic traffic'])

  server.program.signal('SIGSTOP')
  expect(await hasty.says('lost')).toMatchObject({ code: 'REQUEST_TIMEOUT', detail: 'no stored within 400 ms' })
  await sleep(1_500)
  expect(patient.kinds).toBe('traffic')

  server.program.signal('SIGCONT')
  await hasty.says('recovered')
})

test('a writer is told when its server dies, once, and writes again when it is back', async () => {
  using reserved = await reservePort()
  await using first = await start('server', cacheServer(), reserved.port)
  await using client = await start('client', cacheWriter({ writeEvery: '100ms' }), reserved.port)
  await client.says('traffic')
  first.program.signal('SIGKILL')
  expect((await client.says('lost')).code).toMatch(/^(EOF|ECONNRESET|EPIPE)$/)
  await using _second = await start('server', cacheServer(), reserved.port)
  await client.says('recovered')
  expect(client.kinds).toBe('traffic lost recovered')
})

test('for the prediction a request timeout is a heartbeat that must be answered', () => {
  const { settings } = cacheWriter({ writeEvery: '1s', requestTimeout: '500ms' })
  const { window, mechanism } = predict({ settings, fault: { kind: 'power-off', host: 'server' } })
  expect(mechanism).toBe('heartbeat-deadline')
  expect(window).toEqual([498, 1_605.5])
  expect(cacheWriter().settings).toEqual({ heartbeat: { everyMs: 500 } })
})

test('a misspelt option and a size that holds no write are refused at the door', () => {
  expect(() => cacheWriter({ writeEvry: '1s' } as object)).toThrow(/got "writeEvry".*Did you mean "writeEvery"/)
  expect(() => cacheWriter({ sizeBytes: 4 })).toThrow(
    'sizeBytes of the cache writer is a whole number from 16 on, got "4". Write sizeBytes: 16, or leave it out [E_SIZE]',
  )
})
