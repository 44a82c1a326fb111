import { expect, test } from 'vitest'
import { messageOf } from '../kit/errors.ts'
import { command } from './command.ts'
import { parseSettingsSpec, type SettingsSpec } from './settings-spec.ts'

test('settings are written by their names, or in their short spelling', () => {
  const written: SettingsSpec = {
    keepalive: { idle: '1m', interval: '10s', count: 6 },
    userTimeout: '25s',
    retries2: 5,
    synRetries: 2,
    rtoMax: '10s',
    heartbeat: { every: '10s', deadline: '5s' },
    readDeadline: '30s',
    requestTimeout: '5s',
    asks: '1s',
  }
  const spelled =
    'keepalive=60/10/6,user-timeout=25s,retries2=5,syn-retries=2,rto-max=10s,heartbeat=10s/5s,read-deadline=30s,request-timeout=5s,asks=1s'
  expect(parseSettingsSpec(written)).toEqual(parseSettingsSpec(spelled))
  expect(command('client', { settings: 'linux' }).settings).toEqual({
    keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 },
  })
})

test.for<[unknown, string]>([
  [{ keepAlive: { idle: '1s', interval: '1s', count: 3 } }, 'unknown field, got "keepAlive"'],
  [{ keepalive: { idleMs: 1_000, intervalMs: 1_000, count: 3 } }, 'unknown field, got "idleMs"'],
  [{ heartbeat: { everyMs: 1_000 } }, 'unknown field, got "everyMs"'],
  [
    { keepalive: { idle: '1.5s', interval: '1s', count: 3 } },
    'keepalive counts whole seconds from 1 to 32767, got "1.5"',
  ],
  [{ keepalive: { idle: '1s', interval: '1s', count: 0 } }, 'count is a whole number from 1 to 127, got "0"'],
  [{ retries2: 300 }, 'retries2 is a whole number from 0 to 255, got "300"'],
  [{ userTimeout: 0 }, 'userTimeout is a length of time'],
  [{ userTimeout: '25 s' }, '[E_DURATION]'],
  [[], 'they are neither a text nor an object'],
  [null, 'they are neither a text nor an object, got "null"'],
  ['keepalive=1', 'keepalive takes idle/interval/count'],
])('settings of a wrong shape are refused and never count as off: %j', ([spec, reason]) => {
  const refusal = () => parseSettingsSpec(spec as SettingsSpec)
  expect(messageThrownBy(refusal)).toContain(reason)
})

test('a refusal says of which program the settings are', () => {
  const settings = { userTimeout: 0 } as const
  expect(messageThrownBy(() => command('web', { name: 'orders', settings }))).toMatch(
    /^Cannot use the settings of orders: .*, got "0"\. Write/,
  )
})

function messageThrownBy(work: () => unknown): string {
  try {
    return `no error, but ${JSON.stringify(work())}`
  } catch (thrown) {
    return messageOf(thrown)
  }
}
