import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anything, damagedText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses, refusalOf, writesWhatItReads } from '../kit/fixtures/fuzz.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import { type Range, ranges } from './setting-ranges.ts'
import { parseSettings } from './settings.ts'
import { parseSettingsSpec, type SettingsOptions } from './settings-spec.ts'

const inRange = ({ least, most, step = 1 }: Range) =>
  fc.integer({ min: least / step, max: Math.floor(most / step) }).map(count => count * step)
const ms = fc.oneof(
  inRange(ranges.ms),
  fc.integer({ min: 1, max: 120 }).map(seconds => seconds * 1_000),
)
const probes = inRange(ranges.probes)
const keepaliveMs = inRange(ranges.keepaliveMs)
const settings: fc.Arbitrary<Settings> = fc.record(
  {
    keepalive: fc.record({ idleMs: keepaliveMs, intervalMs: keepaliveMs, count: probes }),
    userTimeoutMs: ms,
    retries2: inRange(ranges.retries2),
    synRetries: inRange(ranges.synRetries),
    rtoMaxMs: inRange(ranges.rtoMaxMs),
    heartbeat: fc.record({ everyMs: ms, deadlineMs: ms }, { requiredKeys: ['everyMs'] }),
    readDeadlineMs: ms,
    requestTimeoutMs: ms,
    asksEveryMs: ms,
  },
  { requiredKeys: [] },
)

/** As an author writes them. */
function written({ keepalive, heartbeat, ...rest }: Settings): SettingsOptions {
  const named = {
    userTimeoutMs: 'userTimeout',
    rtoMaxMs: 'rtoMax',
    readDeadlineMs: 'readDeadline',
    requestTimeoutMs: 'requestTimeout',
    asksEveryMs: 'asks',
  }
  return {
    ...Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [new Map(Object.entries(named)).get(name) ?? name, value]),
    ),
    ...(keepalive
      ? { keepalive: { idle: keepalive.idleMs, interval: keepalive.intervalMs, count: keepalive.count } }
      : {}),
    ...(heartbeat
      ? {
          heartbeat: {
            every: heartbeat.everyMs,
            ...(heartbeat.deadlineMs === undefined ? {} : { deadline: heartbeat.deadlineMs }),
          },
        }
      : {}),
  }
}

test('settings that a kernel takes are read again from their spelling', () => {
  holds(settings, made => expect(parseSettings(formatSettings(made))).toEqual(made))
})

test('settings are the same by every way in: as a text, as an object, as a text in the place of an object', () => {
  holds(settings, made => {
    expect(parseSettingsSpec(written(made))).toEqual(made)
    expect(parseSettingsSpec(formatSettings(made))).toEqual(made)
  })
})

test('a spelling that is read is written so that it is read as the same', () => {
  const examples = ['user-timeout=1.001s', 'heartbeat=0.5min/1.5s', 'keepalive=7200/75/9', 'linux', 'retries2=007']
  const equal = (a: Settings, b: Settings) => expect(a).toEqual(b)
  const spelling = { read: parseSettings, write: formatSettings, equal }
  writesWhatItReads(damagedText(settings.map(formatSettings)), spelling, { examples })
})

test('a refusal shows what it got', () => {
  holds(damagedText(settings.map(formatSettings)), text => {
    const refusal = refusalOf(() => parseSettings(text))
    if (refusal) expect(refusal.problem.endsWith(`, got "${text}"`)).toBe(true)
  })
})

test('settings of any other shape are refused', () => {
  const nearly = fc.tuple(
    settings.map(written),
    fc.constantFrom('keepalive', 'heartbeat', 'userTimeout', 'retries2', 'rtoMax', 'x'),
    anything,
  )
  onlyRefuses(anything, given => parseSettingsSpec(given as SettingsOptions), {
    examples: [Object.create(null), Symbol('off')],
  })
  onlyRefuses(nearly, ([made, name, value]) => parseSettingsSpec({ ...made, [name]: value }))
})
