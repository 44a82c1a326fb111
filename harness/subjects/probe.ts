// The built-in client and its server as data: settings of the kernel are compared with them, without a program of one's own.
import { command, type Program } from '../define/command.ts'
import { type Duration, parseMs } from '../define/duration.ts'
import { parseSettings } from '../define/settings.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { programPath } from '../kit/program-path.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'

/**
 * A client with these settings, as data or in their spelling. It sends nothing after its first exchange but heartbeats and what `writes`
 * says. What a kernel has for all its connections (retries2) is for the namespace: `sysctlsOf(settings)`. Throws E_SETTINGS, E_DURATION,
 * E_SIZE, E_UNKNOWN_FIELD.
 */
export function probeClient(settings: Settings | string = {}, options: ProbeClientOptions = {}): Program {
  refuseUnknown('probe client', options, ['writes', 'reconnect'])
  const given = parseSettings(typeof settings === 'string' ? settings : formatSettings(settings))
  const writes = options.writes === undefined ? undefined : parseWrites(options.writes)
  const own: Settings = writes ? { ...given, asksEveryMs: writes.everyMs } : given
  const args = [
    ...['--host', '{host}', '--port', '{port}', '--settings', formatSettings(own)],
    ...(writes ? ['--bytes', String(writes.sizeBytes)] : []),
    ...(options.reconnect ? ['--reconnect'] : []),
  ]
  const client = command([process.execPath, programPath(import.meta, 'programs/probe-client'), ...args], {
    name: 'probe-client',
    connected: /"halfopen":"connected"/,
    lost: /"halfopen":"lost"/,
    recovered: /"halfopen":"recovered"/,
  })
  return { ...client, settings: own }
}

/** A server that answers the probe and says nothing by itself. */
export function probeServer(): Program {
  const program = programPath(import.meta, 'programs/probe-server')
  return command([process.execPath, program, '--host', '{host}', '--port', '{port}'], {
    name: 'probe-server',
    ready: /^listening on .*:(?<port>\d+)$/,
  })
}

/** What a probe client may be told. */
export interface ProbeClientOptions {
  /** Asks the server after each so long, one question at a time, as the setting `asks` does. The request timeout is for the answer. */
  writes?: Duration | { every: Duration; sizeBytes?: number }
  /** Connects again after a loss: the state `connecting` needs that. */
  reconnect?: boolean
}

function parseWrites(writes: NonNullable<ProbeClientOptions['writes']>): { everyMs: number; sizeBytes: number } {
  if (typeof writes !== 'object') return { everyMs: parseMs(writes), sizeBytes: 16 }
  refuseUnknown('writes', writes, ['every', 'sizeBytes'])
  const { every, sizeBytes = 16 } = writes
  if (Number.isInteger(sizeBytes) && sizeBytes >= leastBytes) return { everyMs: parseMs(every), sizeBytes }
  throw new HalfopenError('E_SIZE', `Cannot write so little: sizeBytes is ${leastBytes} at least, got "${sizeBytes}"`)
}

const leastBytes = 5
