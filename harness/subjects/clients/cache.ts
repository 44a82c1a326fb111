// The client of this package's own cache: it reads from its cache, and has what detectors it is given.
import { version } from '../../kit/version.ts'
import { cacheReader, type Detector } from '../cache-reader.ts'
import { cacheServer } from '../cache-server.ts'
import { reader } from '../reader.ts'

const rhythm = { changesEvery: '10s' } as const

/**
 * The client of this package's own cache: that of 2005.
 * @example cache.client({ set: { heartbeat: { every: '10s', deadline: '5s' } } })
 */
export const cache = reader<Detector>({
  id: 'cache',
  library: 'the cache of 2005',
  version,
  language: 'Node',
  server: () => cacheServer(rhythm),
  reads: set => cacheReader({ ...rhythm, readEvery: '10s', detector: set }),
  recommended: {
    set: { heartbeat: { every: '10s', deadline: '5s' } },
    source: 'https://zguide.zeromq.org/docs/chapter4/#Heartbeating',
  },
})
