// The functions of a scenario's programs cross no boundary: they stay in the test worker that has loaded its file, and the lab asks for them there.
import { BroadcastChannel } from 'node:worker_threads'
import { messageOf } from '../kit/errors.ts'
import type { Host } from '../model/host.ts'
import type { MadeByCode } from '../model/made-by-code.ts'
import type { Sighting } from '../model/observation.ts'
import type { HostName } from '../model/units.ts'

/** A line to be read. `answer`: who asks is asleep until the length at its beginning is no longer 0; behind it stands what was read, as JSON. */
interface AskedLine {
  readonly host: HostName
  readonly line: string
  readonly answer: SharedArrayBuffer
}

type ReadLine = { readonly sighting?: Sighting } | { readonly thrown: string }

/** To prepare a program, or to end. */
type Asked = { readonly prepare: HostName } | 'end'

type Told = 'ready' | { readonly prepared: HostName; readonly thrown?: string }

const [linesName, workName] = ['halfopen: lab reads', 'halfopen: lab']

/** In the worker: does what is asked, until it is told to end or the signal says so. */
export async function keepFunctions(hosts: readonly Host[], signal: AbortSignal): Promise<void> {
  const programs = new Map(hosts.map(({ name, program }) => [name, program]))
  using lines = opened(linesName)
  using work = opened(workName)
  const ended = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => ended.resolve(), { once: true })
  lines.channel.onmessage = ({ data: { host, line, answer } }: { data: AskedLine }) => {
    const read = new TextEncoder().encode(JSON.stringify(readBy(() => programs.get(host)?.read?.(line))))
    const fits = read.length <= answer.byteLength - lengthBytes ? read : tooLong
    new Uint8Array(answer, lengthBytes).set(fits)
    const length = new Int32Array(answer, 0, 1)
    Atomics.store(length, 0, fits.length)
    Atomics.notify(length, 0)
  }
  const tell = (told: Told) => work.channel.postMessage(told)
  work.channel.onmessage = ({ data: asked }: { data: Asked }) => {
    if (asked === 'end') return ended.resolve()
    const { prepare } = asked
    const prepared = Promise.try(async () => programs.get(prepare)?.prepare?.(signal))
    void prepared.then(
      () => tell({ prepared: prepare }),
      (thrown: unknown) => tell({ prepared: prepare, thrown: messageOf(thrown) }),
    )
  }
  tell('ready')
  await ended.promise
}

/** In the lab: the same hosts, their programs' functions asked for where they are. Disposing lets the worker end. */
export class KeptFunctions implements Disposable {
  readonly #lines = new BroadcastChannel(linesName)
  readonly #work = new BroadcastChannel(workName)
  readonly #waiting = new Map<HostName, PromiseWithResolvers<void>>()
  readonly #ready = Promise.withResolvers<void>()

  constructor() {
    for (const channel of [this.#lines, this.#work]) channel.unref()
    this.#work.onmessage = ({ data: told }: { data: Told }) => {
      if (told === 'ready') return this.#ready.resolve()
      const waiting = this.#waiting.get(told.prepared)
      if (told.thrown === undefined) waiting?.resolve()
      else waiting?.reject(new Error(told.thrown))
    }
  }

  /** The worker is there. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  given(host: Host, made: readonly MadeByCode[]): Host {
    const { name, program } = host
    const own = made.find(one => one.host === name)
    const read = own?.reads ? { read: (line: string) => this.#read(name, line) } : {}
    const prepare = own?.prepares ? { prepare: async () => this.#prepared(name) } : {}
    return { ...host, program: { ...program, ...read, ...prepare } }
  }

  [Symbol.dispose](): void {
    this.#work.postMessage('end' satisfies Asked)
    for (const channel of [this.#lines, this.#work]) channel.close()
  }

  /** Who judges a record waits for no promise: this thread sleeps until the other one has read the line. */
  #read(host: HostName, line: string): Sighting | undefined {
    const answer = new SharedArrayBuffer(mostBytes)
    const length = new Int32Array(answer, 0, 1)
    this.#lines.postMessage({ host, line, answer } satisfies AskedLine)
    if (Atomics.wait(length, 0, 0, longestMs) === 'timed-out')
      throw new Error(`read of ${host} did not answer within ${longestMs / 1_000} s`)
    const text = new TextDecoder().decode(new Uint8Array(answer, lengthBytes, length[0]).slice())
    const read: ReadLine = JSON.parse(text)
    if ('thrown' in read) throw new Error(`read of ${host} throws: ${read.thrown}`)
    return read.sighting
  }

  async #prepared(host: HostName): Promise<void> {
    const waiting = Promise.withResolvers<void>()
    this.#waiting.set(host, waiting)
    this.#work.postMessage({ prepare: host } satisfies Asked)
    await waiting.promise
  }
}

const longestMs = 10_000
const mostBytes = 65_536
const lengthBytes = 4
const tooLong = new TextEncoder().encode(
  JSON.stringify({ thrown: `what it makes of a line is longer than ${mostBytes} bytes` }),
)

function readBy(read: () => Sighting | undefined): ReadLine {
  try {
    const sighting = read()
    return sighting === undefined ? {} : { sighting }
  } catch (thrown) {
    return { thrown: messageOf(thrown) }
  }
}

function opened(name: string): Disposable & { readonly channel: BroadcastChannel } {
  const channel = new BroadcastChannel(name)
  return { channel, [Symbol.dispose]: () => channel.close() }
}
