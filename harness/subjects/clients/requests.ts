// requests: a Session.
import { clientKind } from '../client-kind.ts'
import { python } from '../environments/python.ts'
import { httpServer } from '../servers/in-node.ts'

/** Of each request, in seconds. */
interface RequestsOptions {
  timeout?: number
}

/**
 * requests: a Session.
 * @example requests.client({ asks: true, set: { timeout: 10 } })
 */
export const requests = clientKind<RequestsOptions>(python, {
  id: 'requests',
  library: 'requests',
  version: '2.34.2',
  fact: 'requests',
  program: 'requests_client',
  deafWhenIdle: true,
  server: httpServer,
  recommended: {
    set: { timeout: 10 },
    source: 'https://requests.readthedocs.io/en/latest/user/advanced/#timeouts',
  },
})
