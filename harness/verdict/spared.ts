// Whom a fault in force took nothing from: that he noticed nothing is no failure of his, and what he noticed was something else.
import { isControl } from '../faults/none.ts'
import { strikes } from '../faults/struck.ts'
import { type Bound, type Outcome, type Verdict, watchMs } from '../model/bound.ts'
import type { Connection } from '../model/connection.ts'
import type { Spared } from '../model/evidence.ts'
import { isOn } from '../model/observer.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms } from '../model/units.ts'
import { type Bystander, bystander, type Traffic } from './bystander.ts'
import { dependenceOf } from './depends.ts'

/**
 * Why there was nothing for the observer of a bound to notice since a step; undefined where there was, for one of those at least whom he depends
 * on, by this fault or by another that stood with it or came after it.
 */
export function sparedBy(bound: Bound, step: StepRecord, { steps, endedAtMs, ...seen }: Story): Bystander | undefined {
  const traffic = { ...seen, untilMs: decidedAtMs(bound, step, endedAtMs) }
  const spared = sparedByOne(bound, step, traffic)
  if (!spared) return undefined
  const others = besides(step, steps)
  const faults = others.filter(isAnotherFault)
  if (faults.some(one => !sparedByOne(bound, one, traffic))) return undefined
  // What a command did nobody knows.
  return others.some(({ does }) => does.kind === 'run') ? { ...spared, told: true } : spared
}

/** Where each connection is asked, those that had nothing to notice since a step, and why; none where another fault may have taken it from them. */
export function sparedOfEach(bound: Bound, step: StepRecord, story: Story): ReadonlyMap<number, string> {
  const { steps, endedAtMs, connections } = story
  if (!bound.every || besides(step, steps).some(isAnotherFault)) return new Map()
  const whyOf = whyOfEach(sparedUntil(step, decidedAtMs(bound, step, endedAtMs)), connections)
  return new Map(connections.flatMap(one => [whyOf(one)].flatMap(why => (why === undefined ? [] : [[one.id, why]]))))
}

/** Who was asked of each connection is not known to have missed those that had nothing to notice. */
export function unlessSomeSpared(found: Outcome, spared: ReadonlyMap<number, string>, verdict: Verdict): Verdict {
  const asked = found.kind === 'detected' ? found.connections : undefined
  const [why] = spared.values()
  if (!asked?.spared || why === undefined || verdict.status !== 'pass') return verdict
  return {
    status: 'inconclusive',
    reason: `${asked.noticed} of ${asked.of + asked.spared} connections noticed; ${why}`,
  }
}

/**
 * Without a loss there is none to notice: a demand for one is left open, and silence is what was to be seen, for that reason. Who may have been told
 * of it by others and says that he was is believed, and whether he comes back may hang on them.
 */
export function unlessSpared(spared: Bystander | undefined, bound: Bound, negated: boolean, verdict: Verdict): Verdict {
  if (!spared) return verdict
  const { why, told } = spared
  if ((bound.expect !== 'silence') === negated) return verdict.status === 'pass' ? { ...verdict, reason: why } : verdict
  if (told && (bound.expect === 'recovery' || verdict.status === 'pass')) return verdict
  return { status: 'inconclusive', reason: why }
}

/** A run as it was seen, and what was done in it. */
interface Story extends Traffic {
  readonly steps: readonly StepRecord[]
  readonly endedAtMs: Ms
}

/** `untilMs`: when it is decided what he should have noticed. */
interface Watched extends Traffic {
  readonly untilMs: Ms
}

/** What was done after a step came, or stood as it did. */
function besides(step: StepRecord, steps: readonly StepRecord[]): readonly StepRecord[] {
  return steps.filter(one => one.id !== step.id && !isOver(one, step))
}

function isAnotherFault({ does }: StepRecord): boolean {
  return isFault(does) && !isControl(does)
}

function decidedAtMs(bound: Bound, step: StepRecord, endedAtMs: Ms): Ms {
  return Math.min(endedAtMs, dueAtMs(bound, step))
}

/** Who comes back does so once it is over. */
function dueAtMs(bound: Bound, { byMs }: StepRecord): Ms {
  if (bound.expect === 'recovery') return Number.POSITIVE_INFINITY
  return byMs + watchMs(bound)
}

function sparedByOne({ by }: Bound, step: StepRecord, traffic: Watched): Bystander | undefined {
  const why = measured(by, step, traffic)
  return why === undefined ? bystander(by, step, traffic) : { why }
}

/** As its own evidence says. What was made when it was over never met it. */
function measured(by: Bound['by'], step: StepRecord, traffic: Watched): string | undefined {
  const { does, found, healedAtMs = Number.POSITIVE_INFINITY } = step
  const spared = sparedUntil(step, traffic.untilMs)
  if (spared.length === 0 || !isFault(does)) return undefined
  const everybody = spared.find(({ from, to }) => from === undefined && to === undefined)
  if (everybody) return everybody.why
  const { connections } = traffic
  const struck = connections.filter(strikes(does, found, connections)).filter(({ bornMs }) => bornMs <= healedAtMs)
  const own = struck.filter(dependenceOf(by, traffic).isOn)
  const whyOf = whyOfEach(spared, connections)
  const whys = (own.length > 0 ? own : struck).map(whyOf)
  return whys.every(why => why !== undefined) ? whys[0] : undefined
}

/** What was spared, and not only for as long as nobody stays in it for too long. */
function sparedUntil({ evidence, healedAtMs }: StepRecord, untilMs: Ms): readonly Spared[] {
  const wasOver = healedAtMs !== undefined && healedAtMs <= untilMs
  return (evidence?.spared ?? []).filter(({ onceOver }) => !onceOver || wasOver)
}

/** Why a connection was spared; undefined where it was not. Of very many not all are in a record: then only whole paths are known to be. */
function whyOfEach(
  spared: readonly Spared[],
  connections: readonly Connection[],
): (connection: Connection) => string | undefined {
  const areAll = (connections.at(-1)?.id ?? 0) <= connections.length
  return path =>
    spared.find(
      one => isOn(path)(one) && (one.connections === undefined || (areAll && one.connections.includes(path.id))),
    )?.why
}

function isOver({ healedAtMs }: StepRecord, { atMs }: StepRecord): boolean {
  return healedAtMs !== undefined && healedAtMs <= atMs
}
