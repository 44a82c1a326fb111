// What programs lost in line for a CPU may have made a verdict: a client that was late for that is not slow, and one that gave up then has shown nothing.
import { hostsOf, needsOf } from '../faults/all.ts'
import { seconds } from '../kit/format-time.ts'
import type { Bound, Outcome, Verdict } from '../model/bound.ts'
import { type CpuWait, type Waited, waitedBetween } from '../model/cpu-wait.ts'
import type { Run } from '../model/report.ts'
import { type Action, isFault, type StepRecord } from '../model/step.ts'
import type { HostName, Ms } from '../model/units.ts'
import { judge } from './judge.ts'

/**
 * The verdict, unless it is another one where all that was lost in line is left out, or a loss that nobody foretold came while programs stood in
 * line. What passes as it was foretold does so on a quiet machine, too. In virtual time nobody stands in line.
 */
export function unlessStarved(bound: Bound, found: Outcome, verdict: Verdict, on: Starved): Verdict {
  const { cpuWaits = [], step, toleranceMs: lateMs, foretold } = on
  if (found.kind === 'blind' || cpuWaits.length === 0) return verdict
  if (verdict.status !== 'fail' && (verdict.status !== 'pass' || foretold === 'inside')) return verdict
  const fromMs = 'from' in found && found.from === 'healing' ? (step.healedAtMs ?? step.byMs) : step.byMs
  const untilMs = found.kind === 'silent' ? fromMs + found.watchedMs : found.by.atMs
  const lostMs = (from: Ms, until: Ms) => Math.max(0, waitedIn([from, until], on).ms - lateMs)
  const lost = lostMs(fromMs, untilMs)
  // Silence was watched for so much longer already, by what was known of it then.
  const sooner = moved(found, -(found.kind === 'silent' ? Math.max(0, lost - blurMs) : lost))
  // What decides may have begun to run before a fault that was late itself.
  const later = verdict.status === 'fail' ? [moved(found, lostMs(fromMs - middleMs, fromMs))] : []
  const isOther = [sooner, ...later].some(one => judge(bound, one, { lateMs }).status !== verdict.status)
  if (!isOther && !(found.kind === 'detected' && isChance(bound, found, verdict, { foretold, step, lostMs })))
    return verdict
  return { status: 'inconclusive', reason: `${whatCame(found)}; ${waitedWords([fromMs - middleMs, untilMs], on)}` }
}

/** What it is judged on. */
export interface Starved {
  readonly cpuWaits?: readonly CpuWait[] | undefined
  readonly steps: readonly StepRecord[]
  /** The one that the bound counts from. */
  readonly step: StepRecord
  readonly toleranceMs: Ms
  /** Where the loss lies beside what was foretold; undefined where nothing was. */
  readonly foretold: 'inside' | 'early' | 'late' | undefined
}

/** What is said of a run that shows nothing, where its programs or the harness stood in line for much of the time: that alone may be why. */
export function loadWords({ verdict, cpuWaits = [], endedAtMs, steps }: Inconclusive): readonly string[] {
  const [first] = cpuWaits
  if (verdict.status !== 'inconclusive' || verdict.reason.includes(forACpu) || !first) return []
  const untilMs = Math.max(endedAtMs, cpuWaits.at(-1)?.toMs ?? 0)
  const waited = waitedIn([first.fromMs, untilMs], { cpuWaits, steps })
  if (waited.ms < (untilMs - first.fromMs) * muchOf) return []
  return [`in its last ${seconds(untilMs - first.fromMs)} ${byWords(waited)}: run it again on a machine with less load`]
}

type Inconclusive = Pick<Run, 'verdict' | 'cpuWaits' | 'endedAtMs' | 'steps'>

/** What was lost in line from an instant to another. */
function waitedIn(between: readonly [Ms, Ms], { cpuWaits = [], steps }: Pick<Starved, 'cpuWaits' | 'steps'>): Waited {
  return waitedBetween(cpuWaits, between, excusedIn(steps.map(({ does }) => does)))
}

/** Whose CPU a fault takes: that they stand in line is what was asked for. */
export function excusedIn(does: readonly Action[]): readonly HostName[] {
  return does
    .filter(isFault)
    .filter(fault => needsOf(fault).some(({ what }) => what === 'cpu-time'))
    .flatMap(hostsOf)
}

/** As it would have been so much later, or sooner. */
function moved(found: Exclude<Outcome, { kind: 'blind' }>, byMs: Ms): Outcome {
  if (found.kind === 'silent') return { ...found, watchedMs: Math.max(0, found.watchedMs + byMs) }
  return { ...found, afterMs: Math.max(0, found.afterMs + byMs) }
}

/**
 * Somebody gave up although nothing foretold it, while others stood in line: their answers were late, or what he was about to say before the fault
 * came after it. Who gives up when it was foretold does so on a quiet machine, too.
 */
function isChance(
  { expect }: Bound,
  { afterMs, by }: Extract<Outcome, { kind: 'detected' }>,
  { status }: Verdict,
  { foretold, step, lostMs }: Pick<Starved, 'foretold' | 'step'> & { readonly lostMs: (from: Ms, until: Ms) => Ms },
): boolean {
  // A deadline that ran when the fault came may have been late before it.
  if (foretold === 'early') return lostMs(step.byMs - middleMs, by.atMs) > 0
  if (status === 'pass' || expect === 'recovery') return false
  const lost = lostMs(step.byMs, by.atMs)
  return isLateWrite(step, lostMs) || (foretold === undefined && lost > afterMs * muchOf)
}

/** What a client wrote right after the fault it would have written before, had it not stood in line: it was in the middle of something. */
function isLateWrite({ byMs, found = [] }: StepRecord, lostMs: (from: Ms, until: Ms) => Ms): boolean {
  return found.some(({ nextWriteMs }) => {
    const lost = typeof nextWriteMs === 'number' ? lostMs(byMs - middleMs, byMs + nextWriteMs) : 0
    return lost > 0 && typeof nextWriteMs === 'number' && lost >= nextWriteMs
  })
}

/** So long before a fault a client may have begun what it was in the middle of. */
const middleMs: Ms = 1_000

/** A wait is told when it is over, and looked at every 200 ms: in which of two looks it fell is not known. */
const blurMs: Ms = 200

/** Nothing is known of what a program does by itself: where it stood in line for so much of the time that may have been the cause. */
const muchOf = 0.1

const forACpu = 'for a CPU'

/** What was found, in words. */
export function whatCame(found: Exclude<Outcome, { kind: 'blind' }>): string {
  if (found.kind === 'silent') return `nothing noticed in ${seconds(found.watchedMs)}`
  if (found.kind === 'recovered') return `recovered after ${seconds(found.afterMs)}`
  return `noticed after ${seconds(found.afterMs)} (${found.by.code ?? found.by.kind}: ${found.by.detail})`
}

/** Who waited from an instant to another, and what helps. */
export function waitedWords(between: readonly [Ms, Ms], on: Starved): string {
  const waited = waitedIn(between, on)
  const why = waited.ms > 0 ? `until then ${byWords(waited)}, which may be why: ` : ''
  return `${why}run it again on a machine with less load`
}

/** `client waited 1.2 s for a CPU, halfopen 0.4 s`. */
function byWords({ by: [first, ...others] }: Waited): string {
  const told = others.filter(({ ms }) => first && ms > first.ms / 10)
  const rest = told.map(({ who, ms }) => `, ${who} ${seconds(ms)}`).join('')
  return `${first?.who} waited ${seconds(first?.ms ?? 0)} ${forACpu}${rest}`
}
