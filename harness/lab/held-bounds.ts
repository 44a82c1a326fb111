// The bounds that hold for what was seen: when each program and each kernel noticed, or for how long it did not, and when it was back.
import { healsAfterMs } from '../faults/all.ts'
import type { Bound, Outcome } from '../model/bound.ts'
import { isClient } from '../model/host.ts'
import { appOf, kernelOf } from '../model/observer.ts'
import type { Run } from '../model/report.ts'
import { isFault, type Step } from '../model/step.ts'
import type { ClockName, Ms, Observer } from '../model/units.ts'
import { judgeBound } from '../verdict/bound-result.ts'
import { linksAmiss } from '../verdict/links.ts'
import { lengthText } from './length-text.ts'
import type { Session } from './stand.ts'

/** A bound, and what was seen that it holds. */
export interface HeldBound {
  readonly bound: Bound
  readonly saw: Seen
}

/** `noticed` and `back` so long after what they count from, or nothing for so long. */
interface Seen {
  readonly what: 'noticed' | 'back' | 'silent'
  readonly afterMs: Ms
}

/** By whom of the clients it can be said. Those of which nothing can be concluded have none. */
export function heldBounds(run: Run, session: Session, clock: ClockName): readonly HeldBound[] {
  const { steps, scenario } = session
  const first = steps.find(({ does }) => isFault(does))
  if (!first) return []
  const healed = steps.findLast(step => isFault(step.does) && heals(step, session))
  const observers = scenario.hosts.filter(isClient).flatMap(({ name }) => [appOf(name), kernelOf(name)])
  return observers.flatMap(by => [
    ...heldDetection(by, first.id, run, clock),
    ...(healed ? held({ expect: 'recovery', by, since: healed.id, withinMs: longMs }, run, clock) : []),
  ])
}

/** Counted from the last fault before it was noticed: whoever is slow only after that one would pass by what went before. */
function heldDetection(by: Observer, first: number, run: Run, clock: ClockName): readonly HeldBound[] {
  const ask = (since: number): Bound => ({ expect: 'detection', by, since, withinMs: longMs })
  const found = judgedOn(ask(first), run).outcome
  const fromMs = run.steps.find(({ id }) => id === first)?.byMs ?? 0
  const noticedMs = found?.kind === 'detected' ? fromMs + found.afterMs : fromMs
  const last = run.steps.findLast(({ does, atMs }) => isFault(does) && atMs <= noticedMs)
  const sinceLast = last && last.id !== first ? held(ask(last.id), run, clock) : []
  return sinceLast.length > 0 ? sinceLast : held(ask(first), run, clock)
}

/** By itself, or by a later step. */
function heals({ id, does }: Step, { steps }: Session): boolean {
  const later = steps.some(step => step.does.kind === 'heal' && step.does.step === id)
  return later || (isFault(does) && healsAfterMs(does) !== undefined)
}

/** What is found with no limit is what was seen; with a limit of its own it is a bound that holds. */
function held(asked: Bound, run: Run, clock: ClockName): readonly HeldBound[] {
  const found = judgedOn(asked, run).outcome
  const saw = found && seenOf(found)
  if (!saw) return []
  const bound = boundFor(asked, saw, clock)
  const isSilent = asked.expect === 'recovery' && saw.what === 'silent'
  return isSilent || !bound || judgedOn(bound, run).verdict.status !== 'pass' ? [] : [{ bound, saw }]
}

function judgedOn(bound: Bound, run: Run) {
  return judgeBound(bound, { ...run, error: linksAmiss(run), seen: run })
}

function seenOf(found: Outcome): Seen | undefined {
  if (found.kind === 'detected') return { what: 'noticed', afterMs: found.afterMs }
  if (found.kind === 'recovered') return { what: 'back', afterMs: found.afterMs }
  return found.kind === 'silent' ? { what: 'silent', afterMs: found.watchedMs } : undefined
}

function boundFor({ by, since, ...asked }: Bound, { what, afterMs }: Seen, clock: ClockName): Bound | undefined {
  if (what === 'silent') return silence(by, since, afterMs)
  const withinMs = roundedUp(afterMs, clock)
  return asked.expect === 'recovery'
    ? { expect: 'recovery', by, since, withinMs }
    : { expect: 'detection', by, since, withinMs }
}

function silence(by: Observer, since: number, watchedMs: Ms): Bound | undefined {
  const forMs = roundedDown(watchedMs)
  return forMs > 0 ? { expect: 'silence', by, since, forMs } : undefined
}

/** As somebody would write it. In virtual time it comes again at the same instant; in real time a rhythm of its own decides when it does. */
function roundedUp(ms: Ms, clock: ClockName): Ms {
  const step = ms < 1_000 ? 100 : ms < 60_000 ? 1_000 : 10_000
  return Math.max(1, Math.ceil((ms * (clock === 'virtual' ? 1.1 : 2)) / step)) * step // nothing is noticed within no time
}

/** Whole seconds, or what there is. */
function roundedDown(ms: Ms): Ms {
  return ms < 1_000 ? Math.floor(ms / 10) * 10 : Math.floor(ms / 1_000) * 1_000
}

const longMs = 30 * 86_400_000

/** As it is written in a scenario. */
export function boundSpec(bound: Bound): Readonly<Record<string, unknown>> {
  const since = { since: bound.since }
  if (bound.expect === 'silence') return { undetectedBy: bound.by, for: lengthText(bound.forMs), ...since }
  const within = { within: lengthText(bound.withinMs) }
  return bound.expect === 'recovery'
    ? { recoveredBy: bound.by, ...within, ...since }
    : { detectedBy: bound.by, ...within, ...since }
}
