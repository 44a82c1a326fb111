// The way through Toxiproxy: the server process, and one proxy with its switches. It is opened while the program under test starts.
import { randomUUID } from 'node:crypto'
import { Scope } from '../../kit/scope.ts'
import type { Provisioned } from './find.ts'
import { runToxiproxy } from './running.ts'
import { makeProxy, type Toxics } from './toxics.ts'

/** An open link. */
export interface Link extends AsyncDisposable {
  readonly toxics: Toxics
  /** Rejects unless Toxiproxy answers. */
  sound(): Promise<void>
}

/** Opens a link to `upstream`, as `host:port`. `broken` is called when Toxiproxy dies or hangs. */
export async function openLink(
  found: Provisioned,
  upstream: string,
  broken: (error: Error) => void,
  signal: AbortSignal,
): Promise<Link> {
  const scope = new Scope()
  try {
    const { api } = scope.own('end Toxiproxy', await runToxiproxy(found, broken, signal))
    const toxics = await makeProxy(api, `halfopen ${process.pid} ${randomUUID()}`, upstream)
    // A server of our own ends with its proxies.
    if (found.how === 'url') scope.defer('remove the proxy', () => toxics.remove())
    return {
      toxics,
      sound: async () => void (await api.version()),
      [Symbol.asyncDispose]: () => scope[Symbol.asyncDispose](),
    }
  } catch (thrown) {
    await scope[Symbol.asyncDispose]()
    throw thrown
  }
}
