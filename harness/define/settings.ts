// Settings as people write them, on a command line or in a scenario, turned into data at the door.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { linuxKeepalive } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { readDuration } from './duration.ts'
import { type Range, ranges } from './setting-ranges.ts'

/**
 * The settings of a spelling: `off`, `linux` (SO_KEEPALIVE as the kernel has it), or items joined by commas, such as
 * `keepalive=60/10/6,user-timeout=25s` or `heartbeat=10s/5s`.
 * @example parseSettings('keepalive=60/10/6,user-timeout=25s')
 * @throws E_SETTINGS when an item cannot be read: which, what it got and what it takes
 */
export function parseSettings(text: string): Settings {
  if (text === 'off') return {}
  const parts = text.split(',').map(item => parseItem(item, text))
  const fields = parts.flatMap(part => Object.keys(part))
  if (new Set(fields).size < fields.length) throw refusal(text, 'an item stands there twice', 'Write each once')
  return Object.assign({}, ...parts)
}

/** What an item's value is, an example, and its reader: undefined for what does not fit. */
interface Item {
  readonly takes: string
  readonly example: string
  readonly read: (value: string) => Settings | undefined
}

const aLength = 'a length of time'

/** Each by its name in a spelling. */
export const items: Readonly<Record<string, Item>> = {
  keepalive: {
    takes: 'idle/interval/count: whole seconds up to 32767, and up to 127 probes',
    example: '60/10/6',
    read: value => {
      const [idle, interval, count, ...more] = value.split('/')
      const [idleMs, intervalMs] = [whole(idle, ranges.keepaliveMs), whole(interval, ranges.keepaliveMs)]
      const probes = whole(count, ranges.probes)
      if (!idleMs || !intervalMs || !probes || more.length > 0) return undefined
      return { keepalive: { idleMs, intervalMs, count: probes } }
    },
  },
  'user-timeout': { takes: aLength, example: '25s', read: value => field('userTimeoutMs', length(value)) },
  retries2: {
    takes: ranges.retries2.what,
    example: '5',
    read: value => field('retries2', whole(value, ranges.retries2)),
  },
  'syn-retries': {
    takes: ranges.synRetries.what,
    example: '2',
    read: value => field('synRetries', whole(value, ranges.synRetries)),
  },
  'rto-max': { takes: '1s to 120s', example: '10s', read: value => field('rtoMaxMs', length(value, ranges.rtoMaxMs)) },
  heartbeat: {
    takes: 'every, or every/deadline',
    example: '10s/5s',
    read: value => {
      const [everyMs, deadlineMs, ...more] = value.split('/').map(part => length(part))
      if (everyMs === undefined || more.length > 0) return undefined
      if (!value.includes('/')) return { heartbeat: { everyMs } }
      return deadlineMs === undefined ? undefined : { heartbeat: { everyMs, deadlineMs } }
    },
  },
  'read-deadline': { takes: aLength, example: '30s', read: value => field('readDeadlineMs', length(value)) },
  'request-timeout': { takes: aLength, example: '5s', read: value => field('requestTimeoutMs', length(value)) },
  asks: { takes: aLength, example: '1s', read: value => field('asksEveryMs', length(value)) },
}

function parseItem(item: string, text: string): Settings {
  if (item === 'linux') return { keepalive: linuxKeepalive }
  if (item === 'off') throw refusal(text, 'off stands alone', 'Write off by itself, or leave it out')
  const [name = '', ...rest] = item.split('=')
  const value = rest.join('=')
  const known = Object.hasOwn(items, name) ? items[name] : undefined
  if (!known) {
    const names = ['off', 'linux', ...Object.keys(items)]
    throw refusal(text, `there is no setting "${name}"`, `There are ${names.join(', ')}.${didYouMean(name, names)}`)
  }
  const { takes, example } = known
  const cause = rest.length === 0 ? `${name} needs a value` : `${name} takes ${takes}, not "${value}"`
  return known.read(value) ?? refuse(text, cause, `Write ${name}=${example}`)
}

function field(name: keyof Settings, value: number | undefined): Settings | undefined {
  return value === undefined ? undefined : { [name]: value }
}

function length(text: string, { least, most }: Range = ranges.ms): Ms | undefined {
  const ms = readDuration(text) ?? Number.NaN
  return Number.isInteger(ms) && ms >= least && ms <= most ? ms : undefined
}

function whole(text: string | undefined, { least, most, step = 1 }: Range): number | undefined {
  const count = /^\d+$/.test(text ?? '') ? Number(text) * step : Number.NaN
  return count >= least && count <= most ? count : undefined
}

function refuse(text: string, cause: string, fix: string): never {
  throw refusal(text, cause, fix)
}

function refusal(text: string, cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_SETTINGS', `Cannot read the settings: ${cause}, got "${text}"`, { fix })
}
