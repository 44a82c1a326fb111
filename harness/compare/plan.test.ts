import { expect, test } from 'vitest'
import { parseSettings } from '../define/settings.ts'
import { formatFaultSpec, parseFaultSpec } from '../faults/spelling.ts'
import { formatSettings } from '../model/format-settings.ts'
import { periodOf, planOf, soakOf } from './plan.ts'

test('each setting meets each fault at evenly spaced offsets over its own period, and is controlled once', () => {
  const settings = ['keepalive=60/10/6', 'off'].map(parseSettings)
  const faults = ['power-off', 'blip=5s/busy'].map(parseFaultSpec)
  const plan = planOf({ settings, faults, phases: 3, traffic: true })
  const lines = plan.map(
    ({ settings, spec, phase, offsetMs }) =>
      `${formatSettings(settings)} ${formatFaultSpec(spec)} ${phase} ${Math.round(offsetMs)}`,
  )
  expect(lines).toEqual([
    'keepalive=60/10/6 power-off 0 1000',
    'keepalive=60/10/6 power-off 1 21000',
    'keepalive=60/10/6 power-off 2 41000',
    'keepalive=60/10/6 blip=5s/busy 0 1000',
    'keepalive=60/10/6 blip=5s/busy 1 21000',
    'keepalive=60/10/6 blip=5s/busy 2 41000',
    'keepalive=60/10/6 none 0 1000',
    'off power-off 0 1000',
    'off power-off 1 1333',
    'off power-off 2 1667',
    'off blip=5s/busy 0 1000',
    'off blip=5s/busy 1 1333',
    'off blip=5s/busy 2 1667',
    'off none 0 1000',
  ])
})

test('of several periods that of whoever notices is covered: phases of the other may all be the same', () => {
  const settings = [parseSettings('keepalive=10/5/3,heartbeat=2s/500ms')]
  const plan = planOf({ settings, faults: [parseFaultSpec('power-off')], phases: 5 })
  expect(plan.map(({ offsetMs }) => offsetMs)).toEqual([1_000, 1_400, 1_800, 2_200, 2_600])
})

test('a control that is asked for by name is not made twice', () => {
  const plan = planOf({ settings: [{}], faults: [{ fault: { kind: 'none' } }], phases: 2, traffic: true })
  expect(plan.map(({ phase }) => phase)).toEqual([0, 1])
})

test.for([
  ['off', 1_000],
  ['heartbeat=10s/5s', 10_000],
  ['keepalive=60/10/6', 60_000],
  ['keepalive=30/75/9', 75_000],
  ['keepalive=60/10/6,heartbeat=90s', 90_000],
] as const)('%s is in the same phase again after %i ms', ([text, ms]) => {
  expect(periodOf(parseSettings(text))).toBe(ms)
})

test('a control lasts several periods, a soak as long as it is told', () => {
  const settings = parseSettings('linux')
  const none = { fault: { kind: 'none' } } as const
  expect(soakOf({ settings, spec: none }, { soakMs: 1_000 })).toBe(8 * 7_200_000)
  expect(soakOf({ settings: {}, spec: none }, { soakMs: 1_000 })).toBe(600_000)
  expect(soakOf({ settings, spec: parseFaultSpec('blip=5s') }, { soakMs: 1_000 })).toBe(1_000)
})
