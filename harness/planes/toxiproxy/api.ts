// The one door to Toxiproxy's control API: toxiproxy-node-client, given the deadlines and the server's reasons that it lacks.
import type { Agent as HttpAgent, IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Toxiproxy } from 'toxiproxy-node-client'
import { isOverrun, within } from '../../kit/clock.ts'
import { HalfopenError, messageOf } from '../../kit/errors.ts'

/** Loaded with this file, not at the top of the bundle that it is in: a box without a Toxiproxy starts sooner. */
const { Agent, request } = process.getBuiltinModule('node:http')

/** A call that takes longer has been lost: the API answers in a few milliseconds, and has been seen to hang for ever. */
const callLimitMs = 3_000

/** The control API of one server. Every call rejects with E_TOXIPROXY: in time, and with what the server said. */
export class Api implements Disposable {
  readonly client: Toxiproxy
  readonly #agent = new Agent({ keepAlive: true })

  constructor(url: string, limitMs = callLimitMs) {
    const call = (method: string, at: string, body?: unknown) =>
      callApi({ method, url: at, body, agent: this.#agent, limitMs })
    this.client = new Toxiproxy(url)
    // The client sends everything through these four, and they are public: it stays as it is, but for its way to the network.
    Object.assign(this.client.api, {
      get: async at => ({ data: parse(`GET ${new URL(at).pathname}`, await call('GET', at)) }),
      post: async (at, body) => ({ data: parse(`POST ${new URL(at).pathname}`, await call('POST', at, body)) }),
      delete: async at => void (await call('DELETE', at)),
      getText: at => call('GET', at),
    } satisfies Pick<Toxiproxy['api'], 'get' | 'post' | 'delete' | 'getText'>)
  }

  /** The server's version, such as `2.12.0`. Its cheapest answer, and so also the sign that it lives. */
  async version(): Promise<string> {
    return versionIn(await this.client.getVersion())
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }
}

/** The first version in an answer or a line of output, or the whole of it where there is none. */
export function versionIn(said: string): string {
  return /\d+\.\d+\.\d+[^"\s}]*/.exec(said)?.[0] ?? (/"version":\s*"([^"]*)"/.exec(said)?.[1] || said.trim())
}

interface Call {
  method: string
  url: string
  body?: unknown
  agent: HttpAgent
  limitMs: number
}

async function callApi(call: Call): Promise<string> {
  const { method, url, limitMs } = call
  const what = `${method} ${new URL(url).pathname}`
  const { status, said } = await within(what, limitMs, signal => send(call, signal)).catch((cause: unknown) => {
    const hangs = isOverrun(cause)
    const why = hangs ? `did not answer within ${limitMs / 1_000} s` : `could not be asked: ${messageOf(cause)}`
    throw new HalfopenError('E_TOXIPROXY', `Cannot ${what}: Toxiproxy at ${new URL(url).host} ${why}`, { cause })
  })
  if (status < 400) return said
  const fix = status === 400 ? { fix: misunderstood(said, url) } : {}
  throw new HalfopenError('E_TOXIPROXY', `Cannot ${what}: Toxiproxy answered ${status}, "${reasonIn(said)}"`, fix)
}

/** 400 is said of what was not understood: by Toxiproxy in JSON, and in plain words by whatever else has its port, as a server of TLS does. */
function misunderstood(said: string, url: string): string {
  const { host } = new URL(url)
  return said.trimStart().startsWith('{')
    ? 'This server reads it in another way than 2.12.0, which halfopen builds: unset TOXIPROXY_URL and TOXIPROXY_BIN, or name that one'
    : `What answers at ${host} is no Toxiproxy: correct TOXIPROXY_URL, or unset it`
}

async function send(
  { method, url, body, agent }: Call,
  signal: AbortSignal,
): Promise<{ status: number; said: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const outgoing = request(url, { method, agent, signal, headers }, resolve)
  outgoing.once('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
  const incoming = await promise
  return { status: incoming.statusCode ?? 0, said: await text(incoming) }
}

/** The client takes what it is given for a proxy or a toxic: an answer that is no object is refused here. */
function parse<T>(what: string, said: string): T {
  try {
    const answer: unknown = JSON.parse(said)
    if (typeof answer === 'object' && answer !== null) return answer as T
  } catch {}
  throw new HalfopenError(
    'E_TOXIPROXY',
    `Cannot ${what}: Toxiproxy answered what is no object, got "${said.slice(0, 80)}"`,
  )
}

/** Toxiproxy says `{"error": "proxy already exists", "status": 409}`. */
function reasonIn(said: string): string {
  return /"error":\s*"((?:[^"\\]|\\.)*)"/.exec(said)?.[1] ?? said.trim()
}
