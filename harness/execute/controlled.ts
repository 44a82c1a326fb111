// A run that passed, beside its control: the same once more without its faults, where time costs nothing or its author asks for it.
import { messageOf } from '../kit/errors.ts'
import type { Verdict } from '../model/bound.ts'
import type { RunRecord } from '../model/record.ts'
import type { BoundResult, Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ClockName } from '../model/units.ts'
import type { Plane } from '../planes/plane.ts'
import { handedOn } from '../runtime/handed-on.ts'
import { type HeldBack, heldBackOf } from '../runtime/held-back.ts'
import { controlOf, controlOutcome, heldAgainst, horizonsOf } from '../verdict/control.ts'
import { unlessLeft } from '../verdict/left-unsaid.ts'
import { unlessNoticed } from '../verdict/noticed-unsaid.ts'
import { isOpenBySilence, isOpenByWords } from '../verdict/open-by-control.ts'
import { judged, sumUp } from '../verdict/verdicts.ts'

/** Whether a scenario is also run without its faults: in virtual time unless told otherwise, in real time only when told. */
export function isControlled(claim: Pick<Scenario, 'control'>, clock: ClockName): boolean {
  return (claim.control ?? clock === 'virtual') || isAsked(claim)
}

/** Asked for by its author, or by the command line where its author leaves it open: what does not come about is a doubt then. */
export function isAsked({ control }: Pick<Scenario, 'control'>): boolean {
  return control ?? handedOn().control === true
}

/** A pass that is run without its faults only when somebody asks, and nobody did, says so: unless its author left that out. */
export function unlessAsked(run: Run, { control }: Pick<Scenario, 'control'>): Run {
  const isOpen = control === undefined && run.verdict.status === 'pass' && horizonsOf(run).length > 0
  return isOpen ? { ...run, controlNotAsked: true } : run
}

/** `take` makes a record. A control that does not come about is a trouble, and a doubt where it was asked for or somebody interrupted it. */
export async function controlled(
  run: Run,
  scenario: Scenario,
  { tolerance }: Pick<Plane, 'tolerance'>,
  { take, signal }: Taking<(scenario: Scenario) => Promise<RunRecord>>,
): Promise<Run> {
  const control = isOpen(run) ? controlOf(scenario, run) : undefined
  if (!control) return run
  const isDoubt = () => isAsked(scenario) || signal.aborted
  const taken = await take(control).catch(messageOf)
  if (typeof taken === 'string') return without(run, taken, isDoubt())
  const broken = taken.error ?? taken.lacking
  return broken === undefined ? against(run, judged(control, taken, tolerance)) : without(run, broken, isDoubt())
}

/** How a control is made. `signal`: the run was interrupted, or is over for another reason. */
interface Taking<T> {
  readonly take: T
  readonly signal: AbortSignal
}

/**
 * The same for a script: `take` runs it once more with its faults held back. What it does by what it sees it cannot do without them: that it has no
 * control then is said, unless somebody had given up before.
 */
export async function controlledScript(
  run: Run,
  asked: Pick<Scenario, 'control'>,
  { take, signal }: Taking<(held: HeldBack) => Promise<Run>>,
): Promise<Run> {
  const held = isOpen(run) ? heldBackOf(run) : undefined
  if (!held) return run
  const isDoubt = () => isAsked(asked) || signal.aborted
  const taken = await take(held).catch(messageOf)
  if (typeof taken === 'string') return without(run, taken, isDoubt())
  if (signal.aborted && taken.error !== undefined) return without(run, taken.error, true)
  const made = against(run, taken)
  if (made.verdict.status !== 'pass' || taken.verdict.status === 'pass') return made
  return without(run, taken.error ?? `its steps end there with ${wordsOf(taken.verdict)}`, isDoubt())
}

/** What is worth a control: a pass, or what only a control can decide. */
function isOpen(run: Run): boolean {
  return run.verdict.status === 'pass' || isOpenBySilence(run) || isOpenByWords(run)
}

/** Each bound beside what was seen without the faults. */
function against(run: Run, seen: Run): Run {
  const bounds = run.bounds.map((result): BoundResult => {
    const outcome = controlOutcome(result, run, seen)
    if (!outcome) return result
    const { left, unsaid, verdict } = result
    if (!left && !unsaid) return { ...result, control: outcome, verdict: heldAgainst(outcome, result, verdict) }
    const decided = unlessNoticed(unsaid, outcome, unlessLeft(left, outcome, { status: 'pass' }))
    return { ...result, control: outcome, verdict: decided }
  })
  return { ...run, bounds, verdict: sumUp(run.error, bounds) }
}

function without(run: Run, why: string, isDoubt: boolean): Run {
  const reason = `there is no control of it: ${why}`
  const troubles = [...run.troubles, reason]
  return {
    ...run,
    troubles,
    uncontrolled: why,
    ...(isDoubt ? { verdict: { status: 'inconclusive', reason } } : {}),
  }
}

function wordsOf(verdict: Exclude<Verdict, { status: 'pass' }>): string {
  return verdict.status === 'fail' ? `"${verdict.actual}"` : verdict.reason
}
