import { expect, test } from 'vitest'
import type { Settings } from '../model/settings.ts'
import { predict } from '../predict/predict.ts'
import { cacheReader } from './cache-reader.ts'
import { cacheServer } from './cache-server.ts'

const fault = { kind: 'power-off', host: 'server' } as const

test('a detector is a flag for the program and a setting for the prediction', () => {
  const { command, settings } = cacheReader({
    detector: {
      heartbeat: { every: '1s', deadline: '500ms' },
      readDeadline: '3s',
      keepalive: { idle: '10s', interval: '5s', count: 3 },
    },
  })
  expect(command.args.slice(9)).toEqual([
    '--heartbeat',
    '1000/500',
    '--read-deadline',
    '3000',
    '--keepalive',
    '10000/5000/3',
  ])
  expect(settings).toEqual({
    heartbeat: { everyMs: 1_000, deadlineMs: 500 },
    readDeadlineMs: 3_000,
    keepalive: { idleMs: 10_000, intervalMs: 5_000, count: 3 },
  })
})

test('a ping is predicted to notice a power-off, no detector never, and a one-way heartbeat after its retransmissions', () => {
  const ping = cacheReader({ detector: { heartbeat: { every: '1s', deadline: '500ms' } } })
  const oneWay = cacheReader({ detector: { heartbeat: { every: '1s' } } })
  const of = ({ settings }: { settings: Settings }) => predict({ settings, fault })
  expect(of(ping)).toMatchObject({
    window: [498, expect.any(Number)],
    mechanism: 'heartbeat-deadline',
  })
  expect(of(oneWay)).toMatchObject({ window: [expect.any(Number), expect.any(Number)], mechanism: 'retransmission' })
  expect(of(cacheReader())).toMatchObject({ window: 'never', mechanism: 'unnoticed' })
})

test('a misspelt detector, a half second of keepalive and an unreadable duration are refused at the door', () => {
  const misspelt = { heartbeet: { every: '1s' } }
  expect(() => cacheReader({ detector: misspelt as object })).toThrow(/unknown field, got "heartbeet".*E_UNKNOWN_FIELD/)
  const half = { idle: '500ms', interval: '1s', count: 3 } as const
  expect(() => cacheReader({ detector: { keepalive: half } })).toThrow(
    'Cannot use the settings of cache-reader: keepalive counts whole seconds from 1 to 32767, got "0.5". ' +
      "Write { idle: '10s', interval: '5s', count: 3 } [E_SETTINGS]",
  )
  expect(() => cacheServer({ changesEvery: '1 s' as '1s' })).toThrow(/E_DURATION/)
})
