// The lab: a line is typed, something is done, and what came of it is answered as data, for whoever shows it.
import { HalfopenError } from '../kit/errors.ts'
import { given } from '../kit/format-time.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { noticedAfter, originOf } from './noticed.ts'
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
  /** What was told last, and until when: in real time more is seen meanwhile. */
  #told: Pick<Stand, 'run' | 'session'>
  #isWorking = false

  constructor(stand: Stand, signal: AbortSignal) {
    this.stand = stand
    this.#signal = signal
    this.#told = { run: stand.run, session: stand.session }
  }

  /** What a line may name. */
  get known(): Known {
    const { clock, session } = this.stand
    const { scenario, steps } = session
    const names = Object.keys(scenario.names ?? {})
    return { hosts: scenario.hosts, names, taken: steps.map(({ does }) => does), clock }
  }

  /** Does what a line says. Rejects with what stands in its way: nothing was done then. */
  async submit(line: string): Promise<Reply> {
    this.#isWorking = true
    try {
      return await this.#done(line)
    } finally {
      this.#isWorking = false
    }
  }

  /** Where time goes on by itself, looks at what does: an answer to no line, once somebody has noticed something. */
  async look(): Promise<Reply> {
    await this.stand.look()
    const { run } = this.#told
    const { run: now, session } = this.stand
    const laterThanMs = run.endedAtMs - originOf(now)
    const isNews = session.steps.length > 0 && noticedAfter(now, laterThanMs).length > 0
    // The line that is being worked on tells it.
    if (this.#isWorking || !isNews) return { kind: 'nothing' }
    this.#told = { run: now, session }
    return { kind: 'seen', laterThanMs, before: run }
  }

  async #done(line: string): Promise<Reply> {
    const order = parseOrder(line, this.known)
    if (!order) return { kind: 'nothing' }
    switch (order.kind) {
      case 'take':
        return await this.#seeing(async () => this.stand.take(order.does))
      case 'pass':
        return this.#later(await this.#seeing(async () => this.stand.pass(order.ms)))
      case 'next': {
        if (this.stand.session.steps.length === 0) throw noStep('wait for somebody to notice')
        const horizonMs = horizonsMs[this.stand.clock]
        let isSeen = false
        const toldMs = this.#told.run.endedAtMs - originOf(this.#told.run)
        const seen = await this.#seeing(async () => {
          isSeen = await this.stand.next(horizonMs, toldMs)
        })
        return isSeen
          ? this.#later(seen)
          : { ...this.#later(seen), nothing: `nobody noticed anything in ${given(horizonMs)}` }
      }
      case 'undo':
        await this.stand.undo()
        this.#told = { run: this.stand.run, session: this.stand.session }
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
    const { run, session } = this.#told
    await work()
    this.#told = { run: this.stand.run, session: this.stand.session }
    // In real time a step takes its time, and may be noticed before it is wholly in force.
    const laterThanMs =
      this.stand.clock === 'real' ? run.endedAtMs - originOf(this.stand.run) : nowOf(session) - justBeforeMs
    return { kind: 'seen', laterThanMs, before: run }
  }
}

function nowOf({ steps, nowMs }: Stand['session']): Ms {
  return steps.length === 0 ? 0 : nowMs
}

/** How long somebody waits for others to notice: hours cost nothing in virtual time. */
const horizonsMs = { virtual: 3 * 3_600_000, real: 600_000 } as const
const justBeforeMs: Ms = 1

/** Throws for what needs a step. */
function noStep(what: string): HalfopenError {
  return new HalfopenError('E_STEP', `Cannot ${what}: nothing was done yet`, {
    fix: 'Take a step first, such as power-off: help lists them',
  })
}
