// The cache server as data: what holds the truth in the 2005 case. Its program can be run by hand.
import type { Program } from '../define/command.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { ownServer, serverWords } from './own-program.ts'

/**
 * A server whose data changes every `changesEvery` by the wall clock, and that tells its clients so.
 * @example cacheServer({ changesEvery: '2s' })
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function cacheServer(options: CacheServerOptions = {}): Program {
  refuseUnknown('cache server', options, ['changesEvery', 'work'])
  const rhythm = [
    '--changes-every',
    String(lengthOf('`changesEvery` of the cache server', options.changesEvery ?? '1s')),
  ]
  const work =
    options.work === undefined ? [] : ['--work', String(lengthOf('`work` of the cache server', options.work))]
  return ownServer('cache-server', [...rhythm, ...work], serverWords)
}

/** What a cache server may be given. */
export interface CacheServerOptions {
  /** A new version is true after so long. Give its clients the same. @default '1s' */
  changesEvery?: Duration
  /** CPU time that each answer takes: what a server that is short of CPU cannot give. In virtual time it takes none. @default '0s' */
  work?: Duration
}
