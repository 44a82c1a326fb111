import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { formatFault, parseFaultSpec } from '../faults/spelling.ts'
import schema from '../model/comparison.schema.json' with { type: 'json' }
import type { Comparison, Found, Measurement } from '../model/comparison.ts'
import { formatSettings } from '../model/format-settings.ts'
import { comparisonOf } from './comparison.ts'

const ask = {
  settings: ['off', 'keepalive=60/10/6', 'heartbeat=10s/5s', 'keepalive=10/5/3'].map(parseSettings),
  faults: ['power-off', 'blip=5s'].map(parseFaultSpec),
  phases: 1,
  watchMs: 10_800_000,
  clock: 'virtual',
} as const

const gone = (afterMs: number): Found => ({ kind: 'detected', afterMs, uncertaintyMs: 0 })
const calm: Found = { kind: 'soaked', forMs: 3_600_000, mistakes: [] }
const wrong: Found = { kind: 'soaked', forMs: 3_600_000, mistakes: [{ fromMs: 5_000, untilMs: 6_000 }] }
const healthy = (packetsPerHour: number): Found => ({
  ...calm,
  kind: 'soaked',
  traffic: { packetsPerHour, bytesPerHour: 1 },
})

const measurements = [
  ...rows('off', { 'power-off': { kind: 'censored', watchedMs: 10_800_000 }, 'blip=5s': calm, none: healthy(0) }),
  ...rows('keepalive=60/10/6', { 'power-off': gone(120_000), 'blip=5s': calm, none: healthy(108) }),
  ...rows('heartbeat=10s/5s', { 'power-off': gone(14_000), 'blip=5s': wrong, none: healthy(1_080) }),
  ...rows('keepalive=10/5/3', { 'power-off': gone(25_000), 'blip=5s': calm, none: healthy(696) }),
]

test('a setting is dominated by one that is quicker without more traffic or mistakes, and not by one that pays with either', () => {
  const unpaid = { off: {}, 'keepalive=60/10/6': {}, 'heartbeat=10s/5s': {}, 'keepalive=10/5/3': {} }
  expect(marks(compared(measurements))).toEqual(unpaid)
  const quiet = replaced(rows('keepalive=10/5/3', { 'power-off': gone(25_000), 'blip=5s': calm, none: healthy(108) }))
  expect(marks(compared(quiet))).toMatchObject({ ...unpaid, 'keepalive=60/10/6': { dominatedBy: 'keepalive=10/5/3' } })
})

test('of two that are as quick and as seldom mistaken the one that sends more is dominated', () => {
  const louder = rows('heartbeat=10s/5s', { 'power-off': gone(25_000), 'blip=5s': calm, none: healthy(900) })
  expect(marks(compared(replaced(louder)))['heartbeat=10s/5s']).toEqual({ dominatedBy: 'keepalive=10/5/3' })
})

/** All, with these in the place of what was measured of the same setting. */
function replaced(own: readonly Measurement[]): readonly Measurement[] {
  const names = own.map(({ settings }) => formatSettings(settings))
  return [...measurements.filter(({ settings }) => !names.includes(formatSettings(settings))), ...own]
}

test('the best within the bound is the cheapest that is never mistaken', () => {
  const { settings } = compared(measurements, 150_000)
  expect(settings.map(({ settings, within, best }) => [formatSettings(settings), within, best])).toEqual([
    ['off', false, undefined],
    ['keepalive=60/10/6', true, true],
    ['heartbeat=10s/5s', true, undefined],
    ['keepalive=10/5/3', true, undefined],
  ])
})

describe('a setting whose measured phases keep the bound', () => {
  const withWhole = (spec: string, whole: Measurement['whole']) =>
    compared(
      measurements.map(one =>
        formatFault(one.fault) === spec && whole ? { ...one, predicted: whole.predicted, whole } : one,
      ),
      150_000,
    ).settings.map(({ settings, within, best }) => [formatSettings(settings), within, best])

  test('is not within it where another phase takes longer, or may never notice', () => {
    for (const whole of [{ predicted: [1, 150_001] }, { predicted: [1, 2], orNever: true }] as const)
      expect(withWhole('power-off', whole).map(([, within]) => within)).toEqual([false, false, false, false])
    expect(withWhole('power-off', { predicted: [1, 149_999] }).map(([, within]) => within)).toEqual([
      ...[false, true, true, true],
    ])
  })

  test('is not the best where another phase gives a living peer up', () => {
    expect(withWhole('blip=5s', { predicted: [1, 2], orNever: true }).filter(([, , best]) => best)).toEqual([])
    expect(withWhole('blip=5s', { predicted: 'never' }).filter(([, , best]) => best)).toEqual([
      ['keepalive=60/10/6', true, true],
    ])
  })
})

test('what is in doubt is neither within a bound nor better than anything', () => {
  const doubtful = measurements.map(
    (one): Measurement =>
      formatSettings(one.settings) === 'keepalive=10/5/3' && one.fault.kind === 'power-off'
        ? { ...one, found: { kind: 'doubt', reason: 'no evidence' } }
        : one,
  )
  const { settings } = compared(doubtful, 60_000)
  expect(settings.map(({ within }) => within)).toEqual([false, false, true, false])
  expect(settings.find(({ settings }) => formatSettings(settings) === 'keepalive=60/10/6')?.dominatedBy).toBeUndefined()
})

test('cells that were not reached before an interrupt are absent, and nothing is said about the bound', () => {
  const { settings } = compared(
    measurements.filter(({ fault }) => formatFault(fault) !== 'blip=5s'),
    60_000,
  )
  expect(settings.map(({ cells, within }) => [cells.length, within])).toEqual([1, 1, 1, 1].map(n => [n, undefined]))
})

test('which firewalls a setting survives is told by their names', () => {
  const [off, minute] = compared(measurements).settings
  expect(off?.firewalls.survives).toEqual([])
  expect(minute?.firewalls.survives).toContain('aws-nlb-tcp')
  expect(off?.firewalls.forgotten).toContain('aws-nlb-tcp')
})

describe('compare.json', () => {
  const fits = new Ajv({ discriminator: true, allowUnionTypes: true }).compile(schema)
  const written = (comparison: Comparison): unknown => JSON.parse(JSON.stringify(comparison))

  test('is as its schema says, beyond its bound and in doubt too', () => {
    const doubtful = rows('off', { 'power-off': { kind: 'doubt', reason: 'no evidence' } })
    const late = compared([...measurements, ...doubtful], 1_000)
    expect([fits(written(late)), fits.errors]).toEqual([true, null])
    expect(late.settings.flatMap(({ cells }) => cells.flatMap(({ marginMs = 0 }) => marginMs)).some(ms => ms < 0)).toBe(
      true,
    )
  })

  test('is not, where settings or a fault are spelled', () => {
    const [first, ...rest] = compared(measurements).measurements
    for (const spelled of [{ settings: 'off' }, { fault: 'power-off' }, { state: 'busy' }]) {
      expect(fits({ ...compared(measurements), measurements: [{ ...first, ...spelled }, ...rest] })).toBe(false)
    }
  })
})

function compared(made: readonly Measurement[], withinMs?: number): Comparison {
  return comparisonOf(made, { ask, tool: { name: 'halfopen', version: '1.0.0' }, withinMs })
}

function marks({ settings }: Comparison) {
  return Object.fromEntries(
    settings.map(({ settings: own, dominatedBy }) => [
      formatSettings(own),
      dominatedBy === undefined ? {} : { dominatedBy: formatSettings(dominatedBy) },
    ]),
  )
}

function rows(settings: string, found: Readonly<Record<string, Found>>): Measurement[] {
  return Object.entries(found).map(([fault, one]) => ({
    settings: parseSettings(settings),
    ...parseFaultSpec(fault),
    phase: 0,
    offsetMs: 1_000,
    found: one,
    networkMs: 1,
    wallMs: 1,
  }))
}
