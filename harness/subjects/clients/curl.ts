// curl: a request a second, each over a connection of its own.
import { clientKind } from '../client-kind.ts'
import { installed } from '../environments/installed.ts'
import { httpServer } from '../servers/in-node.ts'

/** Its long options, in seconds. */
interface CurlOptions {
  'max-time'?: number
  'connect-timeout'?: number
  'keepalive-time'?: number
}

/**
 * curl: a request a second, each over a connection of its own.
 * @example curl.client({ asks: true, set: { 'max-time': 10, 'connect-timeout': 5 } })
 */
export const curl = clientKind<CurlOptions>(installed('curl', 'curl'), {
  id: 'curl',
  library: 'curl',
  version: '7.88',
  fact: 'curl',
  states: ['awaiting-answer'],
  server: httpServer,
  recommended: {
    set: { 'max-time': 10, 'connect-timeout': 5 },
    source: 'https://curl.se/docs/manpage.html#-m',
  },
})
