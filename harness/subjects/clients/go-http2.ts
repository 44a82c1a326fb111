// Go's net/http: a transport of HTTP/2, without TLS.
import { clientKind } from '../client-kind.ts'
import { go } from '../environments/go.ts'
import { http2Server } from '../servers/in-node.ts'

/** Of http.HTTP2Config, in seconds. */
interface GoHttp2Options {
  SendPingTimeout?: number
  PingTimeout?: number
}

/**
 * Go's net/http: a transport of HTTP/2, without TLS.
 * @example goHttp2.client({ asks: true, set: { SendPingTimeout: 10, PingTimeout: 5 } })
 */
export const goHttp2 = clientKind<GoHttp2Options>(go, {
  id: 'go-http2',
  library: 'net/http, HTTP/2',
  version: 'Go 1.26',
  program: 'gohttp2',
  deafWhenIdle: true,
  server: http2Server,
  recommended: {
    set: { SendPingTimeout: 10, PingTimeout: 5 },
    source: 'https://pkg.go.dev/net/http#HTTP2Config',
  },
})
