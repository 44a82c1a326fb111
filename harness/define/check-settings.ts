// Settings that are given as data, checked at the door: a wrong shape is an error that names the field, never a setting that does nothing.
import { HalfopenError } from '../kit/errors.ts'
import type { Settings } from '../model/settings.ts'
import { type Range, ranges } from './setting-ranges.ts'
import { refuseUnknown } from './unknown.ts'

/** The settings themselves. Throws E_SETTINGS for a value out of its range, E_UNKNOWN_FIELD for a field that there is not. */
export function checkSettings(settings: Settings): Settings {
  checkFields('settings', settings, {
    keepalive: value => checkFields('settings.keepalive', value, keepalive),
    userTimeoutMs: within('settings.userTimeoutMs', ranges.ms),
    retries2: within('settings.retries2', ranges.retries2),
    synRetries: within('settings.synRetries', ranges.synRetries),
    rtoMaxMs: within('settings.rtoMaxMs', ranges.rtoMaxMs),
    heartbeat: value => checkFields('settings.heartbeat', value, heartbeat),
    readDeadlineMs: within('settings.readDeadlineMs', ranges.ms),
    requestTimeoutMs: within('settings.requestTimeoutMs', ranges.ms),
    asksEveryMs: within('settings.asksEveryMs', ranges.ms),
  } satisfies Record<keyof Settings, Check>)
  return settings
}

type Check = (value: unknown) => void

const keepalive = {
  idleMs: within('settings.keepalive.idleMs', ranges.keepaliveMs),
  intervalMs: within('settings.keepalive.intervalMs', ranges.keepaliveMs),
  count: within('settings.keepalive.count', ranges.probes),
} satisfies Record<keyof NonNullable<Settings['keepalive']>, Check>

const heartbeat = {
  everyMs: within('settings.heartbeat.everyMs', ranges.ms),
  deadlineMs: within('settings.heartbeat.deadlineMs', ranges.ms),
} satisfies Record<keyof NonNullable<Settings['heartbeat']>, Check>

/** Fields that have no value are not there; those of keepalive and a heartbeat's period have to be. */
function checkFields(where: string, given: unknown, checks: Readonly<Record<string, Check>>): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refusal(where, 'an object', given)
  refuseUnknown(where, given, Object.keys(checks))
  const values = new Map(Object.entries(given))
  for (const [field, check] of Object.entries(checks)) {
    const value = values.get(field)
    if (value !== undefined || isNeeded(where, field)) check(value)
  }
}

function isNeeded(where: string, field: string): boolean {
  return where !== 'settings' && field !== 'deadlineMs'
}

function within(where: string, { least, most, step = 1, what }: Range): Check {
  return value => {
    if (typeof value === 'number' && value >= least && value <= most && value % step === 0) return
    throw refusal(where, what, value)
  }
}

function refusal(where: string, what: string, value: unknown): HalfopenError {
  const got = typeof value === 'string' ? value : JSON.stringify(value)
  return new HalfopenError('E_SETTINGS', `Cannot use the settings: ${where} takes ${what}, got "${got}"`, {
    fix: "Write settings: { keepalive: { idleMs: 60_000, intervalMs: 10_000, count: 6 } }, or parseSettings('keepalive=60/10/6')",
  })
}
