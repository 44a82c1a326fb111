// Go's net/http: the default client and its transport.
import { clientKind } from '../client-kind.ts'
import { go } from '../environments/go.ts'
import { httpServer } from '../servers/in-node.ts'

/** Of http.Client, in seconds. */
interface GoHttpOptions {
  Timeout?: number
}

/**
 * Go's net/http: the default client and its transport.
 * @example goHttp.client({ asks: true, set: { Timeout: 10 } })
 */
export const goHttp = clientKind<GoHttpOptions>(go, {
  id: 'go-http',
  library: 'net/http',
  version: 'Go 1.26',
  fact: 'go-http-default-transport',
  program: 'gohttp',
  deafWhenIdle: true,
  server: httpServer,
  recommended: {
    set: { Timeout: 10 },
    source: 'https://pkg.go.dev/net/http#Client',
  },
})
