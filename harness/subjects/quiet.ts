// Two programs that say nothing to anybody, as data: what becomes of their connection only a kernel or the wire can tell.
import type { Program } from '../define/command.ts'
import { type Duration, parseMs } from '../define/duration.ts'
import { type Keepalive, parseSettingsSpec, type SettingsOptions } from '../define/settings-spec.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { keepaliveArgs } from './keepalive.ts'
import { ownProgram, ownServer } from './own-program.ts'

/** A client that connects, again after each loss, and prints nothing, ever. Throws E_DURATION, E_SETTINGS, E_UNKNOWN_FIELD. */
export function quietClient(options: QuietClientOptions = {}): Program {
  refuseUnknown('quiet client', options, ['keepalive', 'writeEvery'])
  const { keepalive, writeEvery } = options
  const settings: SettingsOptions = {
    ...(keepalive ? { keepalive } : {}),
    ...(writeEvery === undefined ? {} : { heartbeat: { every: writeEvery } }),
  }
  const writes = writeEvery === undefined ? [] : ['--write-every', String(parseMs(writeEvery))]
  const args = [...writes, ...keepaliveArgs(parseSettingsSpec(settings))]
  return ownProgram('quiet-client', 'quiet-client', args, { settings })
}

/** A server that reads and never answers. */
export function quietServer(): Program {
  return ownServer('quiet-server')
}

/** What a quiet client may be given. */
export interface QuietClientOptions {
  /** SO_KEEPALIVE. */
  keepalive?: Keepalive
  /** Writes one byte after each so long; nothing without it. */
  writeEvery?: Duration
}
