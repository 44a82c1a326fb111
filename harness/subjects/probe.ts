// The built-in probe as data: a client that has nothing but the detectors that are to be compared, so that settings need no program of one's own.
import { command, type Program } from '../define/command.ts'
import { type Duration, parseMs } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { programPath } from '../kit/program-path.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'

/**
 * A client with these settings, which connects again after each loss. What only a kernel as a whole can be set to (tcp_retries2) is left to the
 * scenario's network: sysctlsOf(). Throws E_DURATION, E_UNKNOWN_FIELD.
 */
export function probeClient(settings: Settings = {}, options: ProbeOptions = {}): Program {
  refuseUnknown('probe', options, ['asks'])
  const { asks } = options
  const says = asks === undefined ? [] : ['--ask-every', String(parseMs(asks))]
  const program = programPath(import.meta, 'programs/probe-client')
  return command(
    [
      process.execPath,
      program,
      '--host',
      '{host}',
      '--port',
      '{port}',
      '--settings',
      JSON.stringify(settings),
      ...says,
    ],
    {
      name: `probe ${formatSettings(settings)}`,
      connected: /"halfopen":"connected"/,
      lost: /"halfopen":"lost"/,
      recovered: /"halfopen":"recovered"/,
      settings,
    },
  )
}

/** The server that answers it. */
export function probeServer(): Program {
  const program = programPath(import.meta, 'programs/probe-server')
  return command([process.execPath, program, '--host', '{host}', '--port', '{port}'], {
    name: 'probe-server',
    ready: /^listening on .*:(?<port>\d+)$/,
  })
}

/** What a probe may be given. */
export interface ProbeOptions {
  /** Besides its heartbeats it asks something after each so long: a busy client. */
  asks?: Duration
}
