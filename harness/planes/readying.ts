// Waits until a server is ready: by what it says, and by what its own host is asked, one sign after the other.
import { connect, type Socket } from 'node:net'
import { abortable, sleep } from '../kit/clock.ts'
import type { ProcessSpec } from '../kit/process.ts'
import { runOnce } from '../kit/run-once.ts'
import { endText } from '../kit/socket-end.ts'
import type { Command, Pattern, ReadySign } from '../model/subject.ts'
import type { Readiness } from '../observe/readiness.ts'
import type { Recorder } from '../observe/recorder.ts'
import { httpAnswer } from './http-answer.ts'
import { type Addresses, type Endpoint, placed } from './placed.ts'

/** How a plane asks a host from itself, so that no path of the scenario sees it. */
export interface Asking {
  /** Whether something accepts there. */
  readonly listens: (at: Endpoint) => Promise<boolean>
  /** A socket that has begun to connect there. */
  readonly open: (at: Endpoint) => Socket
  /** Where a command is started. */
  readonly inside: <T>(work: () => T) => T
}

/** On the machine itself. */
export const askingHere: Asking = {
  listens: async ({ host, port }) => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const socket = connect({ host, port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    return promise.finally(() => socket.destroy())
  },
  open: ({ host, port }) => connect({ host, port }),
  inside: work => work(),
}

/** Who is waited for. */
export interface Waiting {
  readonly at: Addresses
  readonly recorder: Recorder
  readonly readiness: Readiness
  readonly asking: Asking
  /** Whether the program has ended. */
  readonly ended: () => boolean
  /** Throws where it has, with its last words. */
  readonly refuse: () => void
  readonly signal: AbortSignal
}

/**
 * Waits for all signs; its own port accepts where there are none. Returns the port where it listens. Rejects with the signal's reason;
 * `missing` then says what has not come.
 */
export class Readying {
  #port: number
  #missing = ''
  #line: Pattern | undefined
  readonly #its: Waiting

  constructor(its: Waiting) {
    this.#its = its
    this.#port = its.at.own.port
  }

  /** What has not come yet, in words. */
  get missing(): string {
    return this.#missing
  }

  /** The line that has not come yet, where that is what is waited for. */
  get line(): Pattern | undefined {
    return this.#line
  }

  async all(signs: readonly ReadySign[] = [{ kind: 'port' }]): Promise<number> {
    for (const sign of signs) await this.#shown(sign)
    return this.#port
  }

  async #shown(sign: ReadySign): Promise<void> {
    const { recorder, ended, signal } = this.#its
    this.#missing = this.#unanswered(sign)
    this.#line = sign.kind === 'line' ? sign.pattern : undefined
    if (sign.kind === 'line') {
      const said = () => this.#its.readiness.found(sign.pattern)
      await recorder.until(() => said() !== undefined || ended(), signal)
      if (!said()) await this.#alive()
      const port = said()?.groups?.port
      if (port !== undefined) this.#port = Number(port)
      return
    }
    const everyMs = sign.kind === 'command' ? 100 : 20
    for (;;) {
      await this.#alive()
      const missing = await abortable(signal, this.#ask(sign))
      if (missing === undefined) return
      this.#missing = missing
      await sleep(everyMs, signal)
    }
  }

  /** Rejects where it has ended, when its last words have been read. */
  async #alive(): Promise<void> {
    const { recorder, ended, refuse } = this.#its
    if (!ended()) return
    await recorder.lastWords.heardOut()
    refuse()
  }

  /** What is missing; undefined where it is shown. */
  async #ask(sign: Exclude<ReadySign, { kind: 'line' }>): Promise<string | undefined> {
    const { at, asking } = this.#its
    if (sign.kind === 'command') return await this.#succeeded(sign.command)
    const port = this.#portOf(sign)
    if (sign.kind === 'port') return (await asking.listens({ ...at.own, port })) ? undefined : this.#unanswered(sign)
    const there = { host: at.self.host, port }
    const answer = await httpAnswer(there, sign.path, () => asking.open(there))
    const good = sign.status === undefined ? typeof answer === 'number' && answer < 400 : answer === sign.status
    const wanted = sign.status === undefined ? '' : `, not ${sign.status}`
    return good
      ? undefined
      : `${this.#url(sign)} ${typeof answer === 'number' ? `answered ${answer}${wanted}` : `gave ${answer}`}`
  }

  /** What is missing as long as nothing has come. */
  #unanswered(sign: ReadySign): string {
    if (sign.kind === 'line') return `no line matched /${sign.pattern.source}/`
    if (sign.kind === 'port') return `port ${this.#portOf(sign)} did not accept`
    if (sign.kind === 'http') return `${this.#url(sign)} gave no answer`
    return `"${lineOf(this.#placed(sign.command))}" did not end`
  }

  #portOf({ port }: Pick<Extract<ReadySign, { kind: 'port' | 'http' }>, 'port'>): number {
    return typeof port === 'string' ? (this.#its.at.own.ports?.[port] ?? 0) : (port ?? this.#port)
  }

  #url(sign: Extract<ReadySign, { kind: 'http' }>): string {
    return `http://${endText({ address: this.#its.at.self.host, port: this.#portOf(sign) })}${sign.path}`
  }

  #placed(command: Command): ProcessSpec {
    const { at } = this.#its
    return placed(command, { connectsTo: [] }, { ...at, own: { ...at.self, port: this.#port } })
  }

  async #succeeded(command: Command): Promise<string | undefined> {
    const { asking, signal } = this.#its
    const spec = this.#placed(command)
    const { ended, lines } = await runOnce(spec, { withinMs: commandMs, signal, inside: asking.inside })
    const words = lines.length === 0 ? '' : `; its last words: ${lines.slice(-3).join(' / ')}`
    return ended === 'well' ? undefined : `"${lineOf(spec)}" ${ended === 'late' ? 'did not end' : ended}${words}`
  }
}

function lineOf({ file, args }: Pick<ProcessSpec, 'file' | 'args'>): string {
  return [file, ...args].join(' ')
}

/** One attempt. */
const commandMs = 10_000
