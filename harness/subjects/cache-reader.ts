// The cache client as data: it reads from its cache and would not notice by itself that its server is gone.
import type { Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { type Keepalive, parseSettingsSpec } from '../define/settings-spec.ts'
import { refuseUnknown } from '../define/unknown.ts'
import type { Settings } from '../model/settings.ts'
import { keepaliveArgs } from './keepalive.ts'
import { ownClient } from './own-program.ts'

/**
 * A client that reads in a loop, with the detectors that it is given.
 * @example cacheReader({ detector: { heartbeat: { every: '10s', deadline: '5s' } } })
 * @throws E_SETTINGS when no kernel or program takes the detector
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function cacheReader(options: CacheReaderOptions = {}): Program {
  refuseUnknown('cache reader', options, ['detector', 'changesEvery', 'readEvery'])
  const { detector = {}, changesEvery = '1s', readEvery = '100ms' } = options
  refuseUnknown('detector', detector, ['heartbeat', 'readDeadline', 'keepalive'])
  const settings = parseSettingsSpec(detector, 'cache-reader')
  const changesMs = lengthOf('`changesEvery` of the cache reader', changesEvery)
  const readMs = lengthOf('`readEvery` of the cache reader', readEvery)
  const rhythm = ['--changes-every', String(changesMs), '--read-every', String(readMs)]
  return ownClient('cache-reader', 'cache-client', [...rhythm, ...flags(settings)], { settings: detector })
}

/** What a cache reader may be given. */
export interface CacheReaderOptions {
  /** @default off */
  detector?: Detector
  /** The server's own. @default '1s' */
  changesEvery?: Duration
  /** One read, answered from the cache, after each. @default '100ms' */
  readEvery?: Duration
}

/** How it tries to notice a dead server. What is absent is switched off; more than one may be given. */
export interface Detector {
  /** With a `deadline` a ping that must be answered; without one it is one-way, as ZEO's is. @default off */
  heartbeat?: { every: Duration; deadline?: Duration }
  /** Nothing received for so long. The server speaks at each change, so this has to be longer than `changesEvery`. @default off */
  readDeadline?: Duration
  /** SO_KEEPALIVE. @default off */
  keepalive?: Keepalive
}

function flags(settings: Settings): string[] {
  const { heartbeat, readDeadlineMs } = settings
  const beat = heartbeat && [heartbeat.everyMs, heartbeat.deadlineMs].filter(ms => ms !== undefined).join('/')
  return [
    ...(beat === undefined ? [] : ['--heartbeat', beat]),
    ...(readDeadlineMs === undefined ? [] : ['--read-deadline', String(readDeadlineMs)]),
    ...keepaliveArgs(settings),
  ]
}
