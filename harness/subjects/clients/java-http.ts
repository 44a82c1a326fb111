// Java's own HttpClient.
import { clientKind } from '../client-kind.ts'
import { java } from '../environments/java.ts'
import { httpServer } from '../servers/in-node.ts'

/** Of each request, in seconds. */
interface JavaHttpOptions {
  timeout?: number
}

/**
 * Java's own HttpClient.
 * @example javaHttp.client({ asks: true, set: { timeout: 10 } })
 */
export const javaHttp = clientKind<JavaHttpOptions>(java, {
  id: 'java-http',
  library: 'java.net.http',
  version: 'Java 17',
  fact: 'java-httpclient',
  program: 'Http',
  deafWhenIdle: true,
  server: httpServer,
  recommended: {
    set: { timeout: 10 },
    source: 'https://docs.oracle.com/en/java/javase/17/docs/api/java.net.http/java/net/http/HttpRequest.Builder.html',
  },
})
