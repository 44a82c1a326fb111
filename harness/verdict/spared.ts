// Whom a fault in force took nothing from: that he noticed nothing is no failure of his, and what he noticed was something else.
import { isControl } from '../faults/none.ts'
import { touches } from '../faults/paths.ts'
import { type Bound, type Verdict, watchMs } from '../model/bound.ts'
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
  const traffic = { ...seen, untilMs: Math.min(endedAtMs, dueAtMs(bound, step)) }
  const spared = sparedByOne(bound, step, traffic)
  if (!spared) return undefined
  const others = steps.filter(one => one.id !== step.id && !isOver(one, step))
  const faults = others.filter(({ does }) => isFault(does) && !isControl(does))
  if (faults.some(one => !sparedByOne(bound, one, traffic))) return undefined
  // What a command did nobody knows.
  return others.some(({ does }) => does.kind === 'run') ? { ...spared, told: true } : spared
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

/** Who comes back does so once it is over. */
function dueAtMs(bound: Bound, { byMs }: StepRecord): Ms {
  if (bound.expect === 'recovery') return Number.POSITIVE_INFINITY
  return byMs + watchMs(bound)
}

function sparedByOne({ by }: Bound, step: StepRecord, traffic: Watched): Bystander | undefined {
  const why = measured(by, step, traffic)
  return why === undefined ? bystander(by, step, traffic) : { why }
}

/** As its own evidence says. */
function measured(by: Bound['by'], { does, evidence, healedAtMs }: StepRecord, traffic: Watched): string | undefined {
  const wasOver = healedAtMs !== undefined && healedAtMs <= traffic.untilMs
  const spared = (evidence?.spared ?? []).filter(({ onceOver }) => !onceOver || wasOver)
  if (spared.length === 0 || !isFault(does)) return undefined
  const everybody = spared.find(({ from, to }) => from === undefined && to === undefined)
  if (everybody) return everybody.why
  const struck = traffic.connections.filter(path => touches(does, path))
  const own = struck.filter(dependenceOf(by, traffic).isOn)
  const whys = (own.length > 0 ? own : struck).map(path => spared.find(isOn(path))?.why)
  return whys.every(why => why !== undefined) ? whys[0] : undefined
}

function isOver({ healedAtMs }: StepRecord, { atMs }: StepRecord): boolean {
  return healedAtMs !== undefined && healedAtMs <= atMs
}
