// Method: a fleet as a pooler or a proxy has it: 2,000 connections with timeouts of 200 to 600 ms in steps of a tick, three kinds of options. The
// time is that of the processor, which others on the machine cannot take away. A prediction for each would take twenty times as long.
import { expect, test } from 'vitest'
import { predict } from '../predict/predict.ts'
import { connection, keepalive, sampleReading } from './fixtures/readings.ts'
import { auditReport } from './report.ts'

const kernel = { release: '6.12.0', hz: 250 }
const options = [
  { keepalive: keepalive(30, 10, 3), userTimeoutMs: 25_000 },
  { keepalive: keepalive(60, 10, 6), userTimeoutMs: 'off' },
  { keepalive: 'off', userTimeoutMs: 'off' },
] as const

test('2,000 connections are audited in 2 s', () => {
  const connections = Array.from({ length: 2_000 }, (_, i) => {
    const detectors = options[i % options.length] ?? options[0]
    return connection(i, `198.18.${i % 200}.${i % 250}:5432`, detectors, { rtoMs: 200 + 4 * (i % 101) })
  })
  const before = process.cpuUsage()
  const { connections: audited } = auditReport([sampleReading({ connections })], { kernel, withinMs: 60_000 })
  const { user } = process.cpuUsage(before)
  expect(audited).toHaveLength(2_000)
  expect(user / 1_000).toBeLessThan(2_000)
})

test.for([201, 204, 210, 240, 331, 598])('a timeout of %i ms is foretold no narrower than by itself', rtoMs => {
  const [one] = auditReport([sampleReading({ connections: [connection(1, '198.18.2.1:1', options[1], { rtoMs })] })], {
    kernel,
  }).connections
  const { window } = predict({
    settings: { keepalive: options[1].keepalive },
    fault: { kind: 'power-off', host: 'server' },
    state: 'data-in-flight',
    sinceMs: 0,
    kernel,
    rttMs: [rtoMs - 200, rtoMs - 160],
    rtoMs: [rtoMs, rtoMs + 40],
  })
  const { busy } = one?.notices ?? {}
  if (busy?.kind !== 'within' || !Array.isArray(window)) throw new Error('nothing was foretold')
  expect([busy.fromMs <= window[0], window[1] <= busy.toMs, busy.toMs < window[1] * 1.1]).toEqual([true, true, true])
})
