// The built-in client and its server as data: settings of the kernel are compared with them, without a program of one's own.
import type { Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { parseSettingsSpec, type SettingsSpec } from '../define/settings-spec.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import { ownClient, ownServer } from './own-program.ts'

/**
 * A client with these settings. It sends nothing after its first exchange but heartbeats and what `writes` says. What a kernel has for all its
 * connections (retries2) is for the namespace: `sysctlsOf(settings)`.
 * @example probeClient('keepalive=10/5/3', { writes: '1s' })
 * @throws E_SETTINGS when they cannot be read, or no kernel takes them
 * @throws E_SIZE when `sizeBytes` is below 5
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function probeClient(settings: SettingsSpec = {}, options: ProbeClientOptions = {}): Program {
  return probeWith(parseSettingsSpec(settings, 'probe-client'), options)
}

/** The same of settings that are data already. */
export function probeWith(settings: Settings, options: ProbeClientOptions = {}): Program {
  refuseUnknown('probe client', options, ['writes', 'reconnect'])
  const writes = options.writes === undefined ? undefined : parseWrites(options.writes)
  const own: Settings = writes ? { ...settings, asksEveryMs: writes.everyMs } : settings
  const args = [
    ...['--settings', formatSettings(own)],
    ...(writes ? ['--bytes', String(writes.sizeBytes)] : []),
    ...(options.reconnect ? ['--reconnect'] : []),
  ]
  return { ...ownClient('probe-client', 'probe-client', args), settings: own }
}

/**
 * A server that answers the probe and says nothing by itself.
 * @example probeServer()
 */
export function probeServer(): Program {
  return ownServer('probe-server')
}

/** What a probe client may be told. */
export interface ProbeClientOptions {
  /** Asks the server after each so long, one question at a time, as the setting `asks` does. The request timeout is for the answer. @default off */
  writes?: Duration | { every: Duration; sizeBytes?: number }
  /** Connects again after a loss: the state `connecting` needs that. @default false */
  reconnect?: boolean
}

function parseWrites(writes: NonNullable<ProbeClientOptions['writes']>): { everyMs: number; sizeBytes: number } {
  if (typeof writes !== 'object') return { everyMs: lengthOf('`writes` of the probe client', writes), sizeBytes: 16 }
  refuseUnknown('writes', writes, ['every', 'sizeBytes'])
  const { every, sizeBytes = 16 } = writes
  if (Number.isInteger(sizeBytes) && sizeBytes >= leastBytes)
    return { everyMs: lengthOf('`writes.every` of the probe client', every), sizeBytes }
  throw new HalfopenError(
    'E_SIZE',
    `Cannot write so little: sizeBytes of the probe client is a whole number from ${leastBytes} on, got "${sizeBytes}"`,
    { fix: 'Write sizeBytes: 16, or leave it out' },
  )
}

const leastBytes = 5
