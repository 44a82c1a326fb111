// ZEO, a client that reads from its cache: there is no setting against a silent server.
import { reader } from '../reader.ts'
import { zeoReader, zeoServer } from '../zeo.ts'

const rhythm = { changesEvery: '10s' } as const

/**
 * ZEO, a client that reads from its cache.
 * @example zeo.client()
 */
export const zeo = reader<object>({
  id: 'zeo',
  library: 'ZEO',
  version: '6.2',
  language: 'Python',
  fact: 'zeo',
  server: () => zeoServer(rhythm),
  reads: () => zeoReader({ ...rhythm, readEvery: '10s' }),
})
