// The switches that holes and slow ways are made of. They are made with the proxy and never removed: see "Switches" in this folder's README.
import type { Toxic, Proxy as ToxiproxyProxy } from 'toxiproxy-node-client'
import { HalfopenError } from '../../kit/errors.ts'
import type { Ms } from '../../model/units.ts'
import type { Endpoint } from '../placed.ts'
import type { Api } from './api.ts'

/** Which way packets go: `upstream` toward the server, `downstream` toward the client. */
export type Direction = 'upstream' | 'downstream'

/** One proxy with its toxics, all of them off. */
export class Toxics {
  readonly #proxy: ToxiproxyProxy
  readonly #toxics: readonly AnyToxic[]

  constructor(proxy: ToxiproxyProxy, toxics: readonly AnyToxic[]) {
    this.#proxy = proxy
    this.#toxics = toxics
  }

  /** Where the proxy listens. */
  get listen(): Endpoint {
    const [, host = '', port] = /^(.*):(\d+)$/.exec(this.#proxy.listen) ?? []
    return { host, port: Number(port) }
  }

  /** Stalls one direction, its end included, or lets it go on with what was held. Resolves when every connection obeys. */
  async stall(direction: Direction, on: boolean): Promise<void> {
    const own = this.#toxics.filter(({ stream, type }) => stream === direction && stalling.has(type))
    await Promise.all(own.map(toxic => toxic.update({ ...toxic.toJson(), toxicity: on ? 1 : 0 })))
  }

  /** Lets everything of one direction come later, or, without a `lateness`, at once again, and first what was held. */
  async delay(direction: Direction, lateness?: Lateness): Promise<void> {
    const own = this.#toxics.filter(({ stream, type }) => stream === direction && type === 'latency')
    const { delayMs: latency = 0, jitterMs: jitter = 0 } = lateness ?? {}
    const change = { attributes: { latency, jitter }, toxicity: lateness ? 1 : 0 }
    await Promise.all(own.map(toxic => toxic.update({ ...toxic.toJson(), ...change })))
  }

  /** The toxics of one direction that are in force, read back from the server: `bandwidth`, `slow_close`, `latency`. */
  async inForce(direction: Direction): Promise<readonly string[]> {
    const own = this.#toxics.filter(({ stream }) => stream === direction)
    const now = await Promise.all(own.map(({ name }) => this.#proxy.getToxic(name)))
    return now.filter(({ toxicity }) => toxicity === 1).map(({ type }) => type)
  }

  /** How late everything of one direction is to come, read back from the server; undefined where that is not in force. */
  async lateness(direction: Direction): Promise<Lateness | undefined> {
    const own = this.#toxics.find(({ stream, type }) => stream === direction && type === 'latency')
    const now = own && (await this.#proxy.getToxic(own.name))
    return now?.toxicity === 1 ? readLateness(now.attributes) : undefined
  }

  async remove(): Promise<void> {
    await this.#proxy.remove()
  }
}

/** Makes a proxy on a free port of 127.0.0.1, with its toxics. */
export async function makeProxy(api: Api, name: string, upstream: string): Promise<Toxics> {
  const proxy = await api.client.createProxy({ name, listen: '127.0.0.1:0', upstream, enabled: true })
  if (!/:\d+$/.test(proxy.listen))
    throw new HalfopenError(
      'E_TOXIPROXY',
      `Cannot make a proxy: it does not say where it listens, got "${proxy.listen}"`,
    )
  const made = await Promise.all(directions.map(stream => addToxics(proxy, stream)))
  return new Toxics(proxy, made.flat())
}

/**
 * In this order, one after the other: toxics form a chain, and one that waits to hand something on to a `bandwidth` of rate 0 can
 * never be updated again, nor can anything else of the proxy. `latency` comes last, because it takes 1,024 chunks in: in front of a
 * hole it would take what a sender's own buffers must hold.
 */
async function addToxics(proxy: ToxiproxyProxy, stream: Direction): Promise<readonly AnyToxic[]> {
  const [off, delay] = [{ stream, toxicity: 0 }, longMs]
  const hold = await proxy.addToxic({ ...off, name: `hold ${stream}`, type: 'bandwidth', attributes: { rate: 0 } })
  const keep = await proxy.addToxic({ ...off, name: `keep ${stream}`, type: 'slow_close', attributes: { delay } })
  const attributes = { latency: 0, jitter: 0 }
  const late = await proxy.addToxic({ ...off, name: `delay ${stream}`, type: 'latency', attributes })
  return [hold, keep, late]
}

/** How late. */
export interface Lateness {
  readonly delayMs: Ms
  /** Sooner or later by up to so much. */
  readonly jitterMs: Ms
}

function readLateness(attributes: unknown): Lateness | undefined {
  if (typeof attributes !== 'object' || attributes === null) return undefined
  const { latency, jitter }: { latency?: unknown; jitter?: unknown } = attributes
  return typeof latency === 'number' && typeof jitter === 'number' ? { delayMs: latency, jitterMs: jitter } : undefined
}

/** What a stalled direction has in force. */
export const stalling: ReadonlySet<string> = new Set(['bandwidth', 'slow_close'])

type AnyToxic = Toxic<{ rate: number } | { delay: number } | { latency: number; jitter: number }>

const directions = ['upstream', 'downstream'] as const satisfies readonly Direction[]
/** Eleven days. */
const longMs = 1_000_000_000
