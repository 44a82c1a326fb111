import { expect, test } from 'vitest'
import { messageOf } from '../kit/errors.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import { parseSettings } from './settings.ts'

test.for<[string, Settings]>([
  ['off', {}],
  ['linux', { keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 } }],
  ['keepalive=60/10/6', { keepalive: { idleMs: 60_000, intervalMs: 10_000, count: 6 } }],
  [
    'keepalive=10/5/3,user-timeout=25s',
    { keepalive: { idleMs: 10_000, intervalMs: 5_000, count: 3 }, userTimeoutMs: 25_000 },
  ],
  ['user-timeout=2500ms', { userTimeoutMs: 2_500 }],
  ['retries2=5', { retries2: 5 }],
  ['retries2=0', { retries2: 0 }],
  ['syn-retries=2', { synRetries: 2 }],
  ['rto-max=10s', { rtoMaxMs: 10_000 }],
  ['heartbeat=60s', { heartbeat: { everyMs: 60_000 } }],
  ['request-timeout=5s,asks=500ms', { requestTimeoutMs: 5_000, asksEveryMs: 500 }],
  ['heartbeat=10s/5s', { heartbeat: { everyMs: 10_000, deadlineMs: 5_000 } }],
  ['read-deadline=30s', { readDeadlineMs: 30_000 }],
  [
    'linux,request-timeout=5s',
    { keepalive: { idleMs: 7_200_000, intervalMs: 75_000, count: 9 }, requestTimeoutMs: 5_000 },
  ],
])('%s is read, and written again as it stood', ([text, settings]) => {
  expect(parseSettings(text)).toEqual(settings)
  expect(formatSettings(settings)).toBe(text)
})

test.for([
  ['keepalive=7200/75/9', 'linux'],
  ['heartbeat=2min/500ms', 'heartbeat=120s/500ms'],
  ['request-timeout=5s,user-timeout=1.5s', 'user-timeout=1500ms,request-timeout=5s'],
] as const)('%s is another spelling of %s', ([text, spelling]) => {
  expect(formatSettings(parseSettings(text))).toBe(spelling)
})

test('a spelling that is none is refused with what was got, what is allowed and what was meant', () => {
  const refused = (text: string) => {
    try {
      return parseSettings(text)
    } catch (thrown) {
      return messageOf(thrown)
    }
  }
  const texts = [
    '',
    'of',
    'keepalive',
    'keepalive=60/10',
    'keepalive=60s/10s/6',
    'keepalive=0/10/6',
    'keepalive=60/10/128',
    'keep-alive=60/10/6',
    'user-timeout=25',
    'user-timeout=0s',
    'user-timeout=25s,user-timeout=30s',
    'linux,keepalive=60/10/6',
    'off,linux',
    'heartbeat=10s/',
    'heartbeat=10s/5s/1s',
    'syn-retries=0',
    'retries2=1.5',
    'rto-max=500ms',
    'toString=1',
  ]
  expect(texts.map(refused)).toMatchInlineSnapshot(`
    [
      "Cannot read the settings: there is no setting "", got "". There are off, linux, keepalive, user-timeout, retries2, syn-retries, rto-max, heartbeat, read-deadline, request-timeout, asks. [E_SETTINGS]",
      "Cannot read the settings: there is no setting "of", got "of". There are off, linux, keepalive, user-timeout, retries2, syn-retries, rto-max, heartbeat, read-deadline, request-timeout, asks. Did you mean "off"? [E_SETTINGS]",
      "Cannot read the settings: keepalive needs a value, got "keepalive". Write keepalive=60/10/6 [E_SETTINGS]",
      "Cannot read the settings: keepalive takes idle/interval/count: whole seconds up to 32767, and up to 127 probes, not "60/10", got "keepalive=60/10". Write keepalive=60/10/6 [E_SETTINGS]",
      "Cannot read the settings: keepalive takes idle/interval/count: whole seconds up to 32767, and up to 127 probes, not "60s/10s/6", got "keepalive=60s/10s/6". Write keepalive=60/10/6 [E_SETTINGS]",
      "Cannot read the settings: keepalive takes idle/interval/count: whole seconds up to 32767, and up to 127 probes, not "0/10/6", got "keepalive=0/10/6". Write keepalive=60/10/6 [E_SETTINGS]",
      "Cannot read the settings: keepalive takes idle/interval/count: whole seconds up to 32767, and up to 127 probes, not "60/10/128", got "keepalive=60/10/128". Write keepalive=60/10/6 [E_SETTINGS]",
      "Cannot read the settings: there is no setting "keep-alive", got "keep-alive=60/10/6". There are off, linux, keepalive, user-timeout, retries2, syn-retries, rto-max, heartbeat, read-deadline, request-timeout, asks. Did you mean "keepalive"? [E_SETTINGS]",
      "Cannot read the settings: user-timeout takes a length of time, not "25", got "user-timeout=25". Write user-timeout=25s [E_SETTINGS]",
      "Cannot read the settings: user-timeout takes a length of time, not "0s", got "user-timeout=0s". Write user-timeout=25s [E_SETTINGS]",
      "Cannot read the settings: an item stands there twice, got "user-timeout=25s,user-timeout=30s". Write each once [E_SETTINGS]",
      "Cannot read the settings: an item stands there twice, got "linux,keepalive=60/10/6". Write each once [E_SETTINGS]",
      "Cannot read the settings: off stands alone, got "off,linux". Write off by itself, or leave it out [E_SETTINGS]",
      "Cannot read the settings: heartbeat takes every, or every/deadline, not "10s/", got "heartbeat=10s/". Write heartbeat=10s/5s [E_SETTINGS]",
      "Cannot read the settings: heartbeat takes every, or every/deadline, not "10s/5s/1s", got "heartbeat=10s/5s/1s". Write heartbeat=10s/5s [E_SETTINGS]",
      "Cannot read the settings: syn-retries takes a whole number from 1 to 127, not "0", got "syn-retries=0". Write syn-retries=2 [E_SETTINGS]",
      "Cannot read the settings: retries2 takes a whole number up to 255, not "1.5", got "retries2=1.5". Write retries2=5 [E_SETTINGS]",
      "Cannot read the settings: rto-max takes 1s to 120s, not "500ms", got "rto-max=500ms". Write rto-max=10s [E_SETTINGS]",
      "Cannot read the settings: there is no setting "toString", got "toString=1". There are off, linux, keepalive, user-timeout, retries2, syn-retries, rto-max, heartbeat, read-deadline, request-timeout, asks. [E_SETTINGS]",
    ]
  `)
})
