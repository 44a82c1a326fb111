// How far a run of scenarios has come: how many have ended and how, how much network time that was, what runs now, and how long the rest may take.
import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule, TestSpecification } from 'vitest/node'
import { past, statuses } from '../../reports/phrases.ts'
import { marks } from '../../reports/terminal/marks.ts'
import { type Clock, every, startClock } from '../kit/clock.ts'
import { seconds } from '../kit/format-time.ts'
import { sum } from '../kit/sum.ts'
import type { Verdict } from '../model/bound.ts'
import type { Ms } from '../model/units.ts'
import { stemOf } from '../vitest/scenario-id.ts'
import { Expected } from './expected.ts'
import type { LastRuns } from './file-order.ts'
import { leftWords, wholeSeconds } from './progress.ts'
import { type Sink, StatusLine } from './status-line.ts'

/** A reporter of Vitest's that shows it, and says at once what did not pass. Dispose it when the work is done. */
export class RunProgress implements Reporter, Disposable {
  readonly #clock: Pick<Clock, 'nowMs'>
  readonly #line: StatusLine
  readonly #expected: Expected
  readonly #running = new Map<string, Ms>()
  readonly #counts = new Map<Verdict['status'], number>()
  readonly #ticking: Disposable
  readonly #isTerminal: boolean
  /** When the first test began: getting ready says nothing of how fast they go. */
  #beganMs: Ms | undefined
  #networkMs = 0
  #over = false

  constructor(to: Sink, last: LastRuns, clock: Pick<Clock, 'nowMs'> = startClock()) {
    this.#clock = clock
    this.#isTerminal = to.isTTY === true
    // What a log shows of a short run is its report.
    this.#line = new StatusLine(to, { patienceMs: to.isTTY ? 300 : 10_000, clock })
    this.#expected = new Expected(last)
    this.#ticking = every(1_000, () => this.#show())
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    for (const { moduleId } of specifications) this.#expected.file(stemOf(relative(process.cwd(), moduleId)))
  }

  onTestModuleCollected({ relativeModuleId, children }: TestModule): void {
    const own = [...children.allTests()].filter(test => test.meta().halfopen && test.options.mode !== 'skip')
    this.#expected.tests(
      stemOf(relativeModuleId),
      own.map(nameOf),
      own.map(test => test.meta().halfopen ?? {}),
    )
  }

  onTestCaseReady(test: TestCase): void {
    if (test.meta().halfopen) {
      const nowMs = this.#clock.nowMs()
      this.#beganMs ??= nowMs
      this.#running.set(nameOf(test), nowMs)
    }
    this.#show()
  }

  onTestCaseResult(test: TestCase): void {
    const { run } = test.meta().halfopen ?? {}
    this.#running.delete(nameOf(test))
    this.#expected.ended(nameOf(test))
    if (!run) return
    const { status } = run.verdict
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1)
    if (status !== 'skip') this.#networkMs += run.endedAtMs
    if (!this.#over && (status === 'fail' || status === 'inconclusive'))
      this.#line.say(`${marks[status]} ${run.scenario}   ${past[status]}`)
    this.#show()
  }

  /** Says this for good, above what is shown. */
  say(text: string): void {
    this.#line.say(text)
  }

  /** Before anybody else writes. */
  onTestRunEnd(): void {
    this[Symbol.dispose]()
  }

  /** What ends from here on is told in the report alone. */
  [Symbol.dispose](): void {
    this.#over = true
    this.#ticking[Symbol.dispose]()
    this.#line[Symbol.dispose]()
  }

  #show(): void {
    if (this.#over) return
    const nowMs = this.#clock.nowMs()
    const since = [...this.#running].map(([name, sinceMs]) => [name, nowMs - sinceMs] as const)
    const { of, share } = this.#expected.share(since)
    // In a log what ends a run before it begins stands alone.
    if (of === 0 && !this.#isTerminal) return
    const wentMs = nowMs - (this.#beganMs ?? nowMs)
    const [longest] = since.toSorted(([, a], [, b]) => b - a)
    this.#line.show(
      runWords({
        nowMs,
        of,
        counts: this.#counts,
        networkMs: this.#networkMs,
        leftMs: share > 0 && wentMs > 2_000 ? (wentMs * (1 - share)) / share : undefined,
        longest,
      }),
    )
  }
}

/** `12 of 40: 11 passed, 1 failed; 3 days of network time; about 20 s left; 7 s in power-off/reader: it notices`. */
export function runWords({ nowMs, of, counts, networkMs, leftMs = 0, longest }: HowFar): string {
  if (of === 0) return `getting ready, for ${wholeSeconds(nowMs)}`
  const ended = statuses.flatMap(status => (counts.has(status) ? [`${counts.get(status)} ${past[status]}`] : []))
  const done = sum([...counts.values()])
  return [
    `${done} of ${of}${ended.length > 0 ? `: ${ended.join(', ')}` : ''}`,
    ...(networkMs > 0 ? [`${seconds(networkMs)} of network time`] : []),
    ...(leftMs < 1_000 ? [] : [leftWords(leftMs)]),
    // Last, since it is cut where the terminal is narrow.
    ...(longest ? [`${wholeSeconds(longest[1])} in ${longest[0]}`] : []),
  ].join('; ')
}

/** What there is to say. `of`: 0 until it is known what will run. `longest`: what has been running for the longest time. */
export interface HowFar {
  readonly nowMs: Ms
  readonly of: number
  readonly counts: ReadonlyMap<Verdict['status'], number>
  readonly networkMs: Ms
  readonly leftMs?: Ms | undefined
  readonly longest?: readonly [name: string, sinceMs: Ms] | undefined
}

/** By its file and its title: as it is shown. */
function nameOf({ module, name }: TestCase): string {
  return `${stemOf(module.relativeModuleId)}: ${name}`
}
