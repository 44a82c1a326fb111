// Two programs that say nothing to anybody, as data: what becomes of their connection only a kernel or the wire can tell.
import type { Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { type Keepalive, parseSettingsSpec, type SettingsOptions } from '../define/settings-spec.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { keepaliveArgs } from './keepalive.ts'
import { ownProgram, ownServer } from './own-program.ts'

/**
 * A client that connects, again after each loss, and prints nothing, ever.
 * @example quietClient({ keepalive: { idle: '10s', interval: '5s', count: 3 } })
 * @throws E_SETTINGS when no kernel or program takes the options
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function quietClient(options: QuietClientOptions = {}): Program {
  refuseUnknown('quiet client', options, ['keepalive', 'writeEvery'])
  const { keepalive, writeEvery } = options
  const settings: SettingsOptions = {
    ...(keepalive ? { keepalive } : {}),
    ...(writeEvery === undefined ? {} : { heartbeat: { every: writeEvery } }),
  }
  const writes =
    writeEvery === undefined ? [] : ['--write-every', String(lengthOf('`writeEvery` of the quiet client', writeEvery))]
  const args = [...writes, ...keepaliveArgs(parseSettingsSpec(settings, 'quiet-client'))]
  return ownProgram('quiet-client', 'quiet-client', args, { settings })
}

/**
 * A server that reads and never answers.
 * @example quietServer()
 */
export function quietServer(): Program {
  return ownServer('quiet-server')
}

/** What a quiet client may be given. */
export interface QuietClientOptions {
  /** SO_KEEPALIVE. @default off */
  keepalive?: Keepalive
  /** Writes one byte after each so long. @default off */
  writeEvery?: Duration
}
