import { expect, test } from 'vitest'
import { parseFlags } from './cache-client-flags.ts'

test('a heartbeat with one number is one-way, with two it is a ping', () => {
  expect(parseFlags(['--port', '7', '--heartbeat', '1000']).detectors).toEqual({ heartbeat: { everyMs: 1_000 } })
  expect(parseFlags(['--port', '7', '--heartbeat', '1000/500', '--keepalive', '2000/1000/3']).detectors).toEqual({
    heartbeat: { everyMs: 1_000, deadlineMs: 500 },
    keepalive: { idleMs: 2_000, intervalMs: 1_000, count: 3 },
  })
})

test('nothing is switched on that was not asked for', () => {
  expect(parseFlags(['--port', '7'])).toEqual({
    host: '127.0.0.1',
    port: 7,
    changesEveryMs: 1_000,
    readEveryMs: 100,
    detectors: {},
  })
})

test.each([
  [[], '--port is missing'],
  [['--port', 'seven'], '--port needs a whole number of at least 1, got "seven"'],
  [['--port', '7', '--heartbeat', '1/2/3'], '--heartbeat needs 1 or 2 numbers, got "1/2/3"'],
  [['--port', '7', '--read-deadline', '0'], '--read-deadline needs a whole number of at least 1, got "0"'],
  [['--port', '7', '--keepalive', '10'], '--keepalive needs 3 numbers, got "10"'],
  [
    ['--port', '7', '--keepalive', '1500/1000/3'],
    '--keepalive needs whole seconds, because the kernel counts in them, got "1500/1000/3"',
  ],
])('refuses %j: %s', (args, message) => {
  expect(() => parseFlags(args)).toThrow(message)
})
