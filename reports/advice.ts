// What to try next, for a run that is no pass. Says nothing where it would have to guess.
import { idleLimitOf } from '../harness/faults/all.ts'
import { given } from '../harness/kit/format-time.ts'
import type { Bound } from '../harness/model/bound.ts'
import { hostOf } from '../harness/model/observer.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import type { Settings } from '../harness/model/settings.ts'
import type { Ms } from '../harness/model/units.ts'
import { requirementOptions, spelled } from '../harness/recommend/options.ts'
import type { Limit } from '../harness/recommend/requirements.ts'
import { decisive, predictedWords } from './phrases.ts'

/** One line, or undefined where the reason already says it all. */
export function advice(run: Run): string | undefined {
  const result = decisive(run)
  if (!result || run.error !== undefined) return undefined
  if (run.verdict.status === 'fail') return forFailure(result, run)
  return run.verdict.status === 'inconclusive' ? forDoubt(result) : undefined
}

function forFailure(result: BoundResult, run: Run): string | undefined {
  const { bound, outcome, predictedMs } = result
  if (bound.expect === 'recovery') return 'does the client connect again after a loss? Its words are in the report'
  if (bound.expect === 'silence')
    return `no detector of this client may give up sooner than ${given(bound.forMs)}: make its deadlines longer`
  if (outcome?.kind === 'detected' && outcome.afterMs <= bound.withinMs) return undefined
  const settings = settingsOf(run, bound)
  const beat = heartbeat(bound.withinMs, settings)
  if (predictedMs === 'never') return beat && `nothing in its settings can notice this: ${beat}`
  if (predictedMs && predictedMs[0] > bound.withinMs) {
    const ways = [shorter(run, bound, settings), ...(beat === undefined ? [] : [beat])]
    return `its settings notice after ${predictedWords(result)}: ${ways.join(', or ')}`
  }
  return beat && `a client that expects answers notices: ${beat}`
}

function forDoubt({ bound, outcome }: BoundResult): string | undefined {
  if (outcome?.kind === 'blind') return `${bound.by} has to show healthy traffic before the fault, and no loss`
  if (outcome?.kind === 'detected' || outcome?.kind === 'recovered') return 'move the bound away from what was measured'
  return undefined
}

/** Where it is the kernel that notices there are better settings to be had. */
function shorter({ fault, state }: Run, { withinMs }: Detection, settings: Settings): string {
  if (!settings.keepalive && settings.userTimeoutMs === undefined) return 'shorten them'
  const limit = fault && idleLimitOf(fault)
  const limits = limit ? [limitOf(limit)] : []
  const [busy, connecting] = [state === 'data-in-flight', state === 'connecting']
  return `halfopen recommend ${requirementOptions({ withinMs, tolerateMs: 0, limits, busy, connecting })}`
}

function limitOf({ idleMs, box }: NonNullable<ReturnType<typeof idleLimitOf>>): Limit {
  return box === undefined ? { name: spelled(idleMs), idleMs } : { name: box, idleMs, box: true }
}

/** Sent at most half the time ago, answered within a quarter: noticed with a quarter to spare. Undefined where its client has such a one. */
function heartbeat(withinMs: Ms, { heartbeat: own }: Settings): string | undefined {
  const [everyMs, deadlineMs] = [withinMs / 2, withinMs / 4]
  if (own && own.everyMs <= everyMs && (own.deadlineMs ?? Number.POSITIVE_INFINITY) <= deadlineMs) return undefined
  const words = `every ${given(everyMs)} that must be answered within ${given(deadlineMs)}`
  return own ? `make its heartbeat one ${words}` : `add a heartbeat ${words}`
}

/** Those of whom the bound is about. */
function settingsOf({ hosts }: Run, { by }: Detection): Settings {
  return hosts.find(({ name }) => name === hostOf(by))?.settings ?? {}
}

type Detection = Extract<Bound, { expect: 'detection' }>
