// The lab: a line is typed, something is done, and what came of it is answered as data, for whoever shows it.
import { HalfopenError } from '../kit/errors.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { originOf } from './noticed.ts'
import { type Known, parseOrder } from './order.ts'
import { type SavedFile, save } from './save.ts'
import type { Stand } from './stand.ts'

/** What came of a line. `seen`: what was seen later than so long after the first step, but what was told of `before` already. */
export type Reply =
  | { readonly kind: 'seen'; readonly laterThanMs: Ms; readonly before?: Run; readonly nothing?: string }
  | { readonly kind: 'saved'; readonly file: SavedFile }
  | { readonly kind: 'help' | 'quit' | 'nothing' }

type SeenReply = Extract<Reply, { kind: 'seen' }>

/** One line after the other. */
export class Lab {
  readonly stand: Stand
  readonly #signal: AbortSignal

  constructor(stand: Stand, signal: AbortSignal) {
    this.stand = stand
    this.#signal = signal
  }

  /** What a line may name. */
  get known(): Known {
    const { scenario, steps } = this.stand.session
    return { hosts: scenario.hosts, names: Object.keys(scenario.names ?? {}), taken: steps.map(({ does }) => does) }
  }

  /** Does what a line says. Rejects with what stands in its way: nothing was done then. */
  async submit(line: string): Promise<Reply> {
    const order = parseOrder(line, this.known)
    if (!order) return { kind: 'nothing' }
    switch (order.kind) {
      case 'take':
        return await this.#seeing(async () => this.stand.take(order.does))
      case 'pass':
        return this.#later(await this.#seeing(async () => this.stand.pass(order.ms)))
      case 'next': {
        if (this.stand.session.steps.length === 0) throw noStep('wait for somebody to notice')
        let isSeen = false
        const seen = await this.#seeing(async () => {
          isSeen = await this.stand.next(horizonMs)
        })
        return isSeen ? this.#later(seen) : { ...this.#later(seen), nothing: 'nobody noticed anything in three hours' }
      }
      case 'undo':
        await this.stand.undo()
        return { kind: 'seen', laterThanMs: Number.POSITIVE_INFINITY, nothing: 'taken back' }
      case 'show':
        await this.stand.look()
        return { kind: 'seen', laterThanMs: Number.NEGATIVE_INFINITY }
      case 'save':
        await this.stand.look()
        return { kind: 'saved', file: await save(order.file, this.stand, this.#signal) }
      default:
        return { kind: order.kind }
    }
  }

  /** Nothing was done: what was seen is what has come since. */
  #later<R extends SeenReply>(reply: R): R {
    const { before } = reply
    return before ? { ...reply, laterThanMs: before.endedAtMs - originOf(before) } : reply
  }

  /** In virtual time a run goes on a little longer than it was asked to, and of that there may be another story now. */
  async #seeing(work: () => Promise<void>): Promise<SeenReply> {
    const { run, session } = this.stand
    await work()
    return { kind: 'seen', laterThanMs: (session.steps.length === 0 ? 0 : session.nowMs) - justBeforeMs, before: run }
  }
}

const horizonMs: Ms = 3 * 3_600_000
const justBeforeMs: Ms = 1

/** Throws for what needs a step. */
function noStep(what: string): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot ${what}: nothing was done yet`, {
    fix: 'Take a step first, such as power-off: help lists them',
  })
}
