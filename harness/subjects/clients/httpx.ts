// httpx: a Client.
import { clientKind } from '../client-kind.ts'
import { python } from '../environments/python.ts'
import { httpServer } from '../servers/in-node.ts'

/** Of a Client, in seconds. */
interface HttpxOptions {
  timeout?: number
}

/**
 * httpx: a Client.
 * @example httpx.client({ asks: true, set: { timeout: 5 } })
 */
export const httpx = clientKind<HttpxOptions>(python, {
  id: 'httpx',
  library: 'httpx',
  version: '0.28.1',
  fact: 'httpx',
  program: 'httpx_client',
  deafWhenIdle: true,
  server: httpServer,
  recommended: {
    set: { timeout: 5 },
    source: 'https://www.python-httpx.org/advanced/timeouts/',
  },
})
