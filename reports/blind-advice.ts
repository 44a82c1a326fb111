// What to do so that a blind observer sees the next time: the pattern that its program lacks, of the lines that it really printed, or whom else to ask.
import { wellIn } from '../harness/kit/wording/pattern.ts'
import { quote, quoted } from '../harness/kit/wording/quote.ts'
import type { Bound } from '../harness/model/bound.ts'
import { isHealthy } from '../harness/model/observation.ts'
import { appOf, hostOf, isApp, kernelOf } from '../harness/model/observer.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import type { StepRecord } from '../harness/model/step.ts'
import type { Ms, Observer } from '../harness/model/units.ts'
import { type Blindness, blindness } from '../harness/verdict/blindness.ts'

/** Undefined where it saw enough, or its reason says what to do. */
export function forBlind({ bound, outcome, judgedAtMs }: BoundResult, run: Run): string | undefined {
  const record = seenUntil(judgedAtMs ?? run.endedAtMs, run)
  const step = record.steps.find(({ id }) => id === bound.since)
  if (outcome?.kind !== 'blind' || !step) return undefined
  const found = blindness(bound, record, step)
  return found && fixOf(found, { bound, run: record, step })
}

interface Case {
  readonly bound: Bound
  readonly run: Run
  readonly step: StepRecord
}

function fixOf(found: Blindness, its: Case): string | undefined {
  const { by } = its.bound
  switch (found.kind) {
    case 'nothing-healthy':
      return isApp(by) ? toSay(its) : asking(others(its), '')
    case 'given-up':
      return toComeBack(found.atMs, its)
    case 'taken-away':
      return asking(others(its, found.step), ', which that fault leaves')
    case 'cut':
      return isApp(by) ? `have the program of ${nameOf(by)} print ${found.long ? 'shorter lines' : 'less'}` : undefined
    default:
      return found satisfies never
  }
}

/** No line of its program is known to mean that all is well: which pattern would match one, or that it has to print one. */
function toSay(its: Case): string {
  const { bound, run, step } = its
  const { by } = bound
  const name = nameOf(by)
  const late = run.observations.find(seen => seen.by === by && seen.atMs >= step.atMs && isHealthy(seen))
  if (late) return `let the fault come later: ${name} said ${quote(late.detail)} only after it`
  const lines = linesOf(name, run, [0, step.atMs])
  const [kernel] = others(its).filter(other => other === kernelOf(name))
  const or = kernel === undefined ? '' : `, or ask ${kernel}`
  if (lines.length === 0)
    return `${name} printed nothing before the fault: have it print a line when all is well, and give its command a \`connected\` that matches it${or}`
  const found = wellIn(lines, 'connected', linesOf(name, run, [step.atMs, run.endedAtMs]))
  return found
    ? `give the command of ${name} connected: /${found.pattern}/, which matches its line ${quote(found.line)}${or}`
    : `give the command of ${name} a \`connected\` that matches what it prints while all is well, which was ${quoted(lines)}${or}`
}

/** It lost its peer before, and nothing was heard of a return. */
function toComeBack(fromMs: Ms, { bound, run, step }: Case): string {
  const { by } = bound
  if (!isApp(by)) return 'let the fault come when the connection stands again'
  const name = nameOf(by)
  const lines = linesOf(name, run, [fromMs, step.atMs]).slice(1)
  const found = wellIn(lines, 'connected')
  if (lines.length === 0) return `let the fault come when ${name} is connected again: it had printed nothing since`
  return found
    ? `if ${name} was connected again, give its command recovered: /${found.pattern}/, which matches its line ${quote(found.line)}`
    : `let the fault come when ${name} is connected again, and give its command a \`recovered\` that matches what it prints then: since the loss it printed ${quoted(lines)}`
}

/** Who saw healthy traffic before the fault, and is not blind: another program at an end of its connections, or a kernel. */
function others({ bound, run, step }: Case, taking = step): readonly Observer[] {
  const seen = new Set(run.observations.filter(one => one.atMs < step.atMs && isHealthy(one)).map(({ by }) => by))
  const all = run.hosts.flatMap(({ name }) => [appOf(name), kernelOf(name)])
  return all.filter(
    by =>
      by !== bound.by &&
      seen.has(by) &&
      blindness({ ...bound, by }, run, step) === undefined &&
      blindness({ ...bound, by }, run, taking) === undefined,
  )
}

function asking(observers: readonly Observer[], why: string): string | undefined {
  return observers.length === 0 ? undefined : `ask ${observers.join(' or ')}${why}`
}

function linesOf(host: string, { lines }: Run, [fromMs, toMs]: readonly [Ms, Ms]): readonly string[] {
  return lines
    .filter(line => line.host === host && line.atMs >= fromMs && line.atMs < toMs && line.text.trim() !== '')
    .map(({ text }) => text)
}

function nameOf(by: Observer): string {
  return hostOf(by) ?? by
}

/** What a bound was judged by, where a script went on after it. */
function seenUntil(endedAtMs: Ms, run: Run): Run {
  return { ...run, endedAtMs, steps: run.steps.filter(({ atMs }) => atMs <= endedAtMs) }
}
