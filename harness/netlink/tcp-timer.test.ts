import { expect, test } from 'vitest'
import { timerOf } from './tcp-timer.ts'

const quiet = { retransmits: 0, probes: 0, notsentBytes: 0 }

test('a timer that runs is the one that is listed', () => {
  expect(timerOf('keepalive', 2, { ...quiet, probes: 2 })).toEqual({ timer: 'keepalive', retries: 2 })
  expect(timerOf('retransmit', 0, { ...quiet, probes: 2 })).toEqual({ timer: 'retransmit', retries: 0 })
  expect(timerOf('none', 0, quiet)).toEqual({ timer: 'none', retries: 0 })
  expect(timerOf('none', 0, undefined)).toEqual({ timer: 'none', retries: 0 })
})

test('while one fires, and none is listed, the counters say which', () => {
  expect(timerOf('none', 0, { ...quiet, retransmits: 5 })).toEqual({ timer: 'retransmit', retries: 5 })
  expect(timerOf('none', 0, { ...quiet, probes: 3 })).toEqual({ timer: 'keepalive', retries: 3 })
  expect(timerOf('none', 0, { ...quiet, probes: 3, notsentBytes: 1 })).toEqual({ timer: 'persist', retries: 3 })
})
