// A Toxiproxy that runs, and is watched: that it dies or hangs in the middle of a run must never look like a finding.
import { every } from '../../kit/clock.ts'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { reservePort } from '../../kit/ports.ts'
import { startProcess } from '../../kit/process.ts'
import { Scope } from '../../kit/scope.ts'
import { until } from '../../kit/until.ts'
import { Api } from './api.ts'
import type { Provisioned } from './find.ts'

/** A server that answers. Disposing ends one that was started here, at once: it has nothing to save. */
export interface Running extends AsyncDisposable {
  readonly api: Api
  /** Of the server that was started here. */
  readonly pid?: number
}

/**
 * Starts a server of one's own on 127.0.0.1, or takes the running one that was named. `broken` is called once if it ends or stops
 * answering later. Rejects with E_TOXIPROXY and the server's last words.
 */
export async function runToxiproxy(
  found: Provisioned,
  broken: (error: Error) => void,
  signal: AbortSignal,
): Promise<Running> {
  const scope = new Scope()
  const lost = new AbortController()
  try {
    const own = found.how === 'url' ? { url: found.at } : await startOwn(found, scope, lost, signal)
    const api = new Api(own.url)
    scope.defer('close the control API', () => api[Symbol.dispose]())
    await answering(api, AbortSignal.any([signal, lost.signal]))
    const pulse = every(pulseMs, beat(api, found, lost))
    const tell = () => broken(lost.signal.reason)
    lost.signal.addEventListener('abort', tell)
    scope.defer('stop watching Toxiproxy', () => {
      lost.signal.removeEventListener('abort', tell)
      pulse[Symbol.dispose]()
    })
    return { ...own, api, [Symbol.asyncDispose]: () => scope[Symbol.asyncDispose]() }
  } catch (thrown) {
    await scope[Symbol.asyncDispose]()
    throw thrown
  }
}

const pulseMs = 500
const startLimitMs = 10_000
const keptLines = 5

/** Our lock keeps other runs from the API's port; a stranger who takes it first shows in the server's own words. */
async function startOwn(found: Provisioned, scope: Scope, lost: AbortController, signal: AbortSignal) {
  signal.throwIfAborted()
  const reserved = await reservePort()
  scope.defer('give back the API port', () => reserved[Symbol.dispose]())
  const words: string[] = []
  const child = await startProcess({
    file: found.at,
    args: ['-host', '127.0.0.1', '-port', String(reserved.port)],
    env: { LOG_LEVEL: 'error' },
    onLine: (_stream, text) => {
      words.push(text)
      if (words.length > keptLines) words.shift()
      if (text.includes('Server finished with error')) lost.abort(failure(found, `cannot open its API: ${text}`))
    },
  })
  scope.defer('end Toxiproxy', async () => {
    child.signal('SIGKILL')
    await child[Symbol.asyncDispose]()
  })
  void child.heard.then(({ code, signal: by }) => {
    const how = by === undefined ? `ended with exit code ${code}` : `was ended by ${by}`
    lost.abort(failure(found, `${how}${words.length > 0 ? `, its last words: ${words.join(' / ')}` : ''}`))
  })
  return { url: `http://127.0.0.1:${reserved.port}`, pid: child.pid }
}

async function answering(api: Api, signal: AbortSignal): Promise<void> {
  const ask = () => api.version().catch(() => undefined)
  await until('start Toxiproxy', ask, { withinMs: startLimitMs, everyMs: 3, signal })
}

/** Asks for a sign of life, one question at a time. */
function beat(api: Api, found: Provisioned, lost: AbortController): () => void {
  let asking = false
  return () => {
    if (asking) return
    asking = true
    const failed = (thrown: unknown) => lost.abort(failure(found, `gives no sign of life: ${messageOf(thrown)}`))
    api
      .version()
      .catch(failed)
      .finally(() => {
        asking = false
      })
  }
}

function failure({ says }: Provisioned, what: string): HalfopenError {
  return new HalfopenError('E_TOXIPROXY', `Cannot go on: Toxiproxy (${says}) ${what}`)
}
