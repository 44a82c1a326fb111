// A client that was told of a loss and connects anew, or says that it is back, has noticed without a word: its silence is no pass.
import { isControl } from '../faults/none.ts'
import { seconds } from '../kit/format-time.ts'
import { type Outcome, type Verdict, watchMs } from '../model/bound.ts'
import { isHealthy, isLoss } from '../model/observation.ts'
import { hostOf, isApp, isOn, wireOf } from '../model/observer.ts'
import type { NoticedUnsaid, Run } from '../model/report.ts'
import { isFault, type StepRecord } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import { isSame } from './alike.ts'
import { asksSilence, type Demand, isBarePass } from './asked.ts'
import { detectedBy, lengthMs, silentSince } from './detected.ts'
import { isOrdinary } from './outcome.ts'
import { firstBornMs, gapsOf, type Its, isAlike, reopened, type Seen } from './reopened.ts'

/**
 * What the program of a bound did about a loss and did not say while silence was asked of it. Not what it had done before the fault as well, as who
 * opens a connection for each question does; nor what it hands on, as who stands in between does. Who was told and neither says
 * nor does anything passes: that a loss stays unnoticed is the claim, and that its kernel knew of it is a remark (reports/remarks.ts).
 */
export function noticedUnsaid(demand: Demand, step: StepRecord, seen: Seen): NoticedUnsaid | undefined {
  const { bound } = demand
  const host = hostOf(bound.by)
  if (!asksSilence(demand) || host === undefined || !isApp(bound.by) || !isFault(step.does) || isControl(step.does))
    return undefined
  const its = { by: bound.by, host, step, untilMs: step.byMs + watchMs(bound) }
  const [first] = [reopened(its, seen), saidBack(its, seen)]
    .filter(one => one !== undefined)
    .toSorted((a, b) => a.afterMs - b.afterMs)
  return first
}

/** What a run without the fault shows of it: the same at that age, or as long after an end. */
export function noticedAnyway(
  unsaid: NoticedUnsaid,
  by: Observer,
  control: Pick<Run, 'connections' | 'observations' | 'endedAtMs'>,
): Outcome {
  const own = control.connections.filter(isOn(unsaid))
  const bornMs = Math.min(control.endedAtMs, firstBornMs(unsaid.from, control.connections))
  const since = (atMs: Ms) => isSame([unsaid.ageMs, 0], [lengthMs(bornMs, atMs), 0])
  const from = { atMs: bornMs, byMs: bornMs }
  if (unsaid.back !== undefined) {
    const back = control.observations.find(one => one.by === by && one.kind === 'recovered' && since(one.atMs))
    if (back) return detectedBy(back, from)
  } else {
    const gaps = gapsOf(unsaid.from, control).filter(({ to }) => to === unsaid.to)
    const again =
      own.find(one => one.bornMs > bornMs && since(one.bornMs)) ?? gaps.find(one => isAlike(one, unsaid))?.next
    const detail = `${unsaid.from} opened another connection to ${unsaid.to}`
    if (again) return detectedBy({ atMs: again.bornMs, by, kind: 'traffic', connection: again.id, detail }, from)
  }
  return silentSince(bornMs, { untilMs: control.endedAtMs })
}

/** A pass by silence alone is in doubt, unless the same is seen without the fault. */
export function unlessNoticed(
  unsaid: NoticedUnsaid | undefined,
  control: Outcome | undefined,
  verdict: Verdict,
): Verdict {
  if (!unsaid || !isBarePass(verdict)) return verdict
  const words = noticedWords(unsaid)
  if (control?.kind === 'detected') return { status: 'pass', reason: `${words}, and without any fault as well` }
  const without = control?.kind === 'silent' ? `, and did not without the fault in ${seconds(control.watchedMs)}` : ''
  return { status: 'inconclusive', reason: `${words}${without}: it may well have noticed, and did not say so` }
}

function noticedWords({ from, to, afterMs, told, back }: NoticedUnsaid): string {
  const when = `${seconds(afterMs)} after the fault`
  if (back !== undefined)
    return `${from} said that it was back ${when} (${back}), and at no time that it had lost ${to}`
  const after = told && `after ${seconds(told.afterMs)} (${told.code}), and`
  const report =
    after === undefined
      ? ''
      : told?.by === wireOf()
        ? `its connection ended ${after} `
        : `${told?.by} reported it ${after} `
  return `${report}${from} opened another connection to ${to} ${when}, unsaid`
}

/** Back at work is who had lost it: unless he says so of any good answer. */
function saidBack({ by, host, step, untilMs }: Its, { connections, observations }: Seen): NoticedUnsaid | undefined {
  const own = observations.filter(one => one.by === by)
  if (isOrdinary(own.filter(({ atMs }) => atMs < step.atMs))) return undefined
  const back = own.find(one => one.kind === 'recovered' && one.atMs > step.byMs && one.atMs <= untilMs)
  const [first] = connections.filter(({ from }) => from === host).toSorted((a, b) => a.bornMs - b.bornMs)
  if (!back || own.some(one => isLoss(one) && one.atMs >= step.atMs && one.atMs <= back.atMs)) return undefined
  const wellMs = first?.bornMs ?? own.find(isHealthy)?.atMs ?? step.byMs
  const to = first?.to ?? 'its peer'
  const afterMs = lengthMs(step.byMs, back.atMs)
  return { from: host, to, afterMs, ageMs: lengthMs(wellMs, back.atMs), back: back.detail }
}
