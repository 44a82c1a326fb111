// The writing client of the cache as data: what it writes has to be acknowledged, so its kernel notices what a reader's does not.
import type { Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { type Keepalive, parseSettingsSpec, type SettingsOptions } from '../define/settings-spec.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { keepaliveArgs } from './keepalive.ts'
import { ownClient } from './own-program.ts'

/**
 * A client of `cacheServer()` that writes in a loop.
 * @example cacheWriter({ writeEvery: '1s', requestTimeout: '5s' })
 * @throws E_SIZE when `sizeBytes` is below 16
 * @throws E_SETTINGS when no kernel or program takes the other options
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function cacheWriter(options: CacheWriterOptions = {}): Program {
  refuseUnknown('cache writer', options, ['writeEvery', 'sizeBytes', 'requestTimeout', 'keepalive'])
  const { writeEvery = '500ms', sizeBytes = leastBytes, requestTimeout, keepalive } = options
  if (!Number.isInteger(sizeBytes) || sizeBytes < leastBytes)
    throw new HalfopenError(
      'E_SIZE',
      `Cannot write so little: sizeBytes of the cache writer is a whole number from ${leastBytes} on, got "${sizeBytes}"`,
      { fix: `Write sizeBytes: ${leastBytes}, or leave it out` },
    )
  const everyMs = lengthOf('`writeEvery` of the cache writer', writeEvery)
  const deadlineMs =
    requestTimeout === undefined ? undefined : lengthOf('`requestTimeout` of the cache writer', requestTimeout)
  const settings: SettingsOptions = {
    heartbeat: { every: writeEvery, ...(requestTimeout === undefined ? {} : { deadline: requestTimeout }) },
    ...(keepalive ? { keepalive } : {}),
  }
  const rhythm = ['--write-every', String(everyMs), '--bytes', String(sizeBytes)]
  const timeout = deadlineMs === undefined ? [] : ['--request-timeout', String(deadlineMs)]
  const args = [...rhythm, ...timeout, ...keepaliveArgs(parseSettingsSpec(settings, 'cache-writer'))]
  return ownClient('cache-writer', 'cache-writer', args, { settings })
}

/** What a cache writer may be given. */
export interface CacheWriterOptions {
  /** One write after each. @default '500ms' */
  writeEvery?: Duration
  /** The length of a write, 16 at least. @default 16 */
  sizeBytes?: number
  /** How long an answer may take. Without it nothing but TCP's own acknowledgement is expected. @default off */
  requestTimeout?: Duration
  /** SO_KEEPALIVE. @default off */
  keepalive?: Keepalive
}

const leastBytes = 16
