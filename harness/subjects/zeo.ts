// The real ZEO 6 as data: the server and the client of the 2005 case, as they come today.
import { command, type Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { clientWords } from './own-program.ts'
import { inPrograms } from './programs-folder.ts'
import { provisionZeo, zeoPython } from './zeo-environment.ts'

export { probeZeo, provisionZeo } from './zeo-environment.ts'

/**
 * runzeo's server with a storage in memory, whose one number a ZEO client beside it moves on every `changesEvery`.
 * @example zeoServer({ changesEvery: '2s' })
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function zeoServer(options: ZeoServerOptions = {}): ZeoProgram {
  refuseUnknown('ZEO server', options, ['changesEvery', 'transactionTimeout'])
  const { changesEvery = '1s', transactionTimeout } = options
  const limit =
    transactionTimeout === undefined
      ? []
      : ['--transaction-timeout', inSeconds('`transactionTimeout` of the ZEO server', transactionTimeout)]
  return zeoProgram(
    'zeo_server.py',
    ['--changes-every', inSeconds('`changesEvery` of the ZEO server', changesEvery), ...limit],
    {
      name: 'zeo-server',
      ready: /^listening on .*:(?<port>\d+)$/,
      connected: /received handshake/,
      lost: /ZEO\.StorageServer .* disconnected$/,
    },
  )
}

/**
 * A ZEO client that reads in a loop, as it comes: a one-way heartbeat every 60 s and nothing that would notice a silent server.
 * @example zeoReader({ heartbeat: '10s' })
 * @throws E_SETTINGS when the heartbeat is of no length
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function zeoReader(options: ZeoReaderOptions = {}): ZeoProgram {
  refuseUnknown('ZEO reader', options, ['changesEvery', 'readEvery', 'heartbeat'])
  const { changesEvery = '1s', readEvery = '100ms', heartbeat } = options
  const rhythm = [
    ...['--changes-every', inSeconds('`changesEvery` of the ZEO reader', changesEvery)],
    ...['--read-every', inSeconds('`readEvery` of the ZEO reader', readEvery)],
  ]
  const beat = heartbeat === undefined ? [] : ['--heartbeat', inSeconds('`heartbeat` of the ZEO reader', heartbeat)]
  return zeoProgram('zeo_reader.py', [...rhythm, ...beat], {
    name: 'zeo-reader',
    ...clientWords,
    settings: { heartbeat: { every: heartbeat ?? '60s' } },
  })
}

/** A program that runs in ZEO's environment. */
export interface ZeoProgram extends Program {
  /**
   * Makes the environment on first use.
   * @throws E_ZEO when Python or its packages cannot be had
   * @throws E_CACHE when the cache cannot be written
   * @throws E_DEADLINE when it takes more than five minutes
   */
  prepare(signal?: AbortSignal): Promise<void>
}

/** What a ZEO server may be given. */
export interface ZeoServerOptions {
  /** The next version is committed after so long. Give its readers the same. @default '1s' */
  changesEvery?: Duration
  /** runzeo's `transaction-timeout`: a client that holds the commit lock for so long is ended, whether it lives or not. @default never */
  transactionTimeout?: Duration
}

/** What a ZEO reader may be given. */
export interface ZeoReaderOptions {
  /** The server's own. @default '1s' */
  changesEvery?: Duration
  /** One read, answered from ZEO's caches, after each. @default '100ms' */
  readEvery?: Duration
  /** ZEO has no option for it: its protocol's constructor argument is patched, as an operator would have to. @default '60s' */
  heartbeat?: Duration
}

function zeoProgram(file: string, args: readonly string[], options: Parameters<typeof command>[1]): ZeoProgram {
  const where = ['--host', '{host}', '--port', '{port}']
  return { ...command([zeoPython(), inPrograms(file), ...where, ...args], options), prepare: provisionZeo }
}

function inSeconds(where: string, duration: Duration): string {
  return String(lengthOf(where, duration) / 1_000)
}
