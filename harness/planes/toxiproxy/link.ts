// The way through Toxiproxy: one server process, and a proxy with its switches for each path. It is opened while the programs under test start.
import { Scope } from '../../kit/scope.ts'
import type { Endpoint } from '../placed.ts'
import type { Provisioned } from './find.ts'
import { runToxiproxy } from './running.ts'
import { makeProxy, type Toxics } from './toxics.ts'

/** An open link. Disposing ends the server, or removes the proxies from one that was named. */
export interface Link extends AsyncDisposable {
  /** Of a server that was started here. */
  readonly pid?: number
  /** Makes a proxy that leads to `upstream`. */
  proxyTo(upstream: Endpoint): Promise<Toxics>
  /** Rejects unless Toxiproxy answers. */
  sound(): Promise<void>
}

/** Opens a link. `broken` is called when Toxiproxy dies or hangs. */
export async function openLink(found: Provisioned, broken: (error: Error) => void, signal: AbortSignal): Promise<Link> {
  const scope = new Scope()
  try {
    const { api, pid } = scope.own('end Toxiproxy', await runToxiproxy(found, broken, signal))
    return {
      ...(pid === undefined ? {} : { pid }),
      proxyTo: async ({ host, port }) => {
        const toxics = await makeProxy(api, `halfopen ${process.pid} ${crypto.randomUUID()}`, `${host}:${port}`)
        // A server of our own ends with its proxies.
        if (found.how === 'url') scope.defer('remove a proxy', () => toxics.remove())
        return toxics
      },
      sound: async () => void (await api.version()),
      [Symbol.asyncDispose]: () => scope[Symbol.asyncDispose](),
    }
  } catch (thrown) {
    await scope[Symbol.asyncDispose]()
    throw thrown
  }
}
