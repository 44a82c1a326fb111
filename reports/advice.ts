// What to try next, for a run that is no pass: settings that would have met the bound, tried on paper first. Says nothing where it would have to guess.
import { idleLimitOf } from '../harness/faults/all.ts'
import { given, seconds } from '../harness/kit/format-time.ts'
import type { Bound, Outcome } from '../harness/model/bound.ts'
import { isClient } from '../harness/model/host.ts'
import { hostOf, isApp, kernelOf } from '../harness/model/observer.ts'
import type { BoundResult, LeftUnsaid, NoticedUnsaid, Run } from '../harness/model/report.ts'
import type { Settings } from '../harness/model/settings.ts'
import { isFault } from '../harness/model/step.ts'
import type { Ms } from '../harness/model/units.ts'
import { acceptable } from '../harness/recommend/acceptable.ts'
import { spelled } from '../harness/recommend/options.ts'
import type { Limit } from '../harness/recommend/requirements.ts'
import { hopOf } from '../harness/verdict/hop.ts'
import { noticedElsewhere } from '../harness/verdict/other-phases.ts'
import { silenceOf } from '../harness/verdict/silence-of.ts'
import { sparedBy } from '../harness/verdict/spared.ts'
import { type Unsaid, unsaid } from '../harness/verdict/unsaid.ts'
import { settingsOf, wouldNotice } from '../harness/verdict/would-notice.ts'
import { forBlind } from './blind-advice.ts'
import { computedSince } from './computed.ts'
import { elsewhereWords } from './phases.ts'
import { decisive, predictedWords } from './phrases.ts'
import { readDeadline } from './read-deadline.ts'
import { forReturn } from './return-advice.ts'
import { itselfWords } from './settings-words.ts'
import { toHear, unheard } from './unheard.ts'

/** One line, or undefined where the reason already says it all. */
export function advice(run: Run): string | undefined {
  const result = decisive(run)
  if (!result || run.error !== undefined) return undefined
  const blind = run.verdict.status === 'inconclusive' ? forBlind(result, run) : undefined
  if (blind !== undefined || result.negated) return blind
  if (run.verdict.status === 'fail') return forFailure(result, run)
  if (run.verdict.status !== 'inconclusive') return undefined
  return result.unsaid ? forUnsaid(result, result.unsaid, run) : forDoubt(result, wasSpared(result, run))
}

function forFailure(result: BoundResult, run: Run): string | undefined {
  const { bound, outcome } = result
  const host = run.hosts.find(({ name }) => name === hostOf(bound.by))
  if (!host) return undefined
  const who = isClient(host) && run.hosts.filter(isClient).length === 1 ? 'this client' : host.name
  if (bound.expect === 'recovery')
    return isApp(bound.by) ? forReturn(bound, who === 'this client' ? 'the client' : who, run) : undefined
  if (computedSince(result, run))
    return `find out what ${who} computes: as long as it does not look at its socket, no setting and no deadline of its own helps`
  if (bound.expect === 'silence') return wasTold(outcome) ? undefined : patience(bound, who, run)
  const kept = unsaid(result, run)
  const hear = outcome?.kind === 'silent' ? hearing(result, run) : undefined
  if (hear !== undefined) return hear
  if (kept) return toSay(kept)
  if (outcome?.kind === 'detected' && outcome.afterMs <= bound.withinMs) return undefined
  return isClient(host) && itselfWords(result) === undefined ? forDetection(result, bound, run) : undefined
}

/** What it printed and nobody heard. */
function hearing(result: BoundResult, run: Run): string | undefined {
  const found = unheard(result, run)
  return found && toHear(found)
}

/** What a program was told and keeps to itself is no matter of settings. */
function toSay(found: Unsaid): string {
  const says = 'print a line that `lost` matches, or exit'
  return found.what === 'told'
    ? `have ${found.host} report the error that its next call on that socket returns (${found.code}): ${says}`
    : `have ${found.host} say when it gives ${found.to} up: ${says}`
}

function leftWords({ from, to }: LeftUnsaid): string {
  return `have ${from} say why it ends its connection to ${to}: print a line that \`lost\` matches where it gives it up`
}

/** Who has noticed is to say so, or has said it in words that nobody heard. */
function forUnsaid(result: BoundResult, { from, to }: NoticedUnsaid, run: Run): string {
  const say = `have ${from} say when it has lost ${to}: print a line that \`lost\` matches`
  return orControl(hearing(result, run) ?? say, result)
}

function orControl(advised: string, { control }: { readonly control?: Outcome | undefined }): string {
  return control ? advised : `${advised}, or ask with control: true whether it does so without the fault too`
}

/** By how long nothing was heard, and not by how long silence was asked for: a detector may be quicker than that. */
function patience(bound: Extract<Bound, { expect: 'silence' }>, who: string, run: Run): string {
  const does = run.steps.find(({ id }) => id === bound.since)?.does
  const limit = does && isFault(does) ? idleLimitOf(does) : undefined
  if (limit)
    return `nobody hears of ${who} any more: let it send something more often than every ${given(limit.idleMs)}, such as keepalive probes, so that the firewall does not forget it`
  const behind = hopOf(bound, run)
  const whose = behind ? `${who}, and of ${behind.path.from} toward ${behind.path.to},` : who
  const silence = silenceOf(bound, run)
  if (silence?.kind === 'for good' || (silence && silence.ms >= bound.forMs))
    return `no detector of ${whose} may give up sooner than ${given(bound.forMs)}: make its deadlines longer`
  if (silence?.kind === 'silence')
    return `nothing is heard for ${seconds(silence.ms)}: each detector of ${whose} has to wait longer, and ${seconds(enoughMs(silence.ms, bound, run))} is enough for what TCP sends again only after that`
  return silence
    ? `an answer takes up to ${seconds(silence.ms)}: each detector of ${whose} has to wait longer`
    : `make the deadlines of ${whose} longer`
}

/** What was sent at the beginning is sent again after times that double: the first that gets through comes before twice the silence and one timeout. */
function enoughMs(silenceMs: Ms, { by, since }: Bound, { steps }: Run): Ms {
  const found = steps.find(({ id }) => id === since)?.found ?? []
  const rtosMs = found.flatMap(({ from, socket }) => (from === hostOf(by) ? (socket?.rtoMs ?? []) : []))
  return 2 * silenceMs + Math.max(firstRtoMs, ...rtosMs)
}

/** Of a connection that has not measured any: RFC 6298. */
const firstRtoMs: Ms = 1_000

function forDetection(result: BoundResult, bound: Detection, run: Run): string | undefined {
  const { predictedMs, outcome } = result
  const hop = atHop(bound, run)
  if (hop !== undefined) return hop
  const settings = settingsOf(run, bound)
  // What should have noticed and did not is no matter of settings.
  if (wouldNotice(settings, bound, run)) return undefined
  const own = isApp(bound.by) ? (readDeadline(run, bound, settings) ?? heartbeat(run, bound, settings)) : undefined
  const ways = [shorter(run, bound, settings), own]
  const words = ways.filter(way => way !== undefined).join(', or ')
  if (words === '') return undefined
  const elsewhere = outcome?.kind === 'silent' ? noticedElsewhere(result, run) : undefined
  if (elsewhere)
    return `${elsewhereWords(elsewhere)}, so something of its own does notice: have it ask more often, or ${words}`
  if (predictedMs === 'never') return `nothing in its settings can notice this: ${words}`
  if (predictedMs && predictedMs[1] > bound.withinMs)
    return `its settings notice after ${predictedWords(result)}: ${words}`
  return `a client that expects answers notices: ${words}`
}

/** Where the loss is behind a hop, that is who can notice it: it ends the client's connection, which is told. */
function atHop(bound: Detection, run: Run): string | undefined {
  const behind = hopOf(bound, run)
  if (!behind) return undefined
  const { from, to } = behind.path
  const own = { ...bound, by: kernelOf(from) }
  const way = shorter(run, own, settingsOf(run, own))
  return way && `${from} has to notice that ${to} is gone: ${way}, for its connections to ${to}`
}

/** Its kernel or something on the way said that the peer is gone: no deadline of its own. */
function wasTold(outcome: Outcome | undefined): boolean {
  if (outcome?.kind !== 'detected') return false
  const { kind, code } = outcome.by
  return kind === 'reset' || kind === 'closed' || (code !== undefined && toldBy.has(code))
}

const toldBy: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH'])

function wasSpared({ bound, judgedAtMs }: BoundResult, run: Run): boolean {
  const endedAtMs = judgedAtMs ?? run.endedAtMs
  const steps = run.steps.filter(({ atMs }) => atMs <= endedAtMs)
  const step = steps.find(({ id }) => id === bound.since)
  return step !== undefined && sparedBy(bound, step, { ...run, steps, endedAtMs }) !== undefined
}

function forDoubt({ bound, outcome, control, left, verdict }: BoundResult, isSpared: boolean): string | undefined {
  if (control?.kind === 'detected') return `find out why ${hostOf(bound.by)} gives up while all is well`
  if (left && outcome?.kind === 'silent') return orControl(leftWords(left), { control })
  if (outcome?.kind !== 'detected' && outcome?.kind !== 'recovered') return undefined
  // A doubt of the run alone is none that another bound would end.
  return isSpared || verdict.status !== 'inconclusive' ? undefined : 'move the bound away from what was measured'
}

/** Settings of the kernel, where those notice at all and are not quick enough: such as there are, so that what is asked for is not refused. */
function shorter(run: Run, bound: Detection, settings: Settings): string | undefined {
  const { fault } = run
  const { withinMs } = bound
  const { userTimeoutMs: _, ...rest } = settings
  const [busy, connecting] = [isBusy(run, bound, settings), run.state === 'connecting']
  const limit = fault && idleLimitOf(fault)
  const found = acceptable({ withinMs, limits: limit ? [limitOf(limit)] : [], busy, connecting })
  const quick = { ...rest, ...found?.settings }
  if (!found || !wouldNotice(quick, bound, run, { orNever: run.state === 'data-in-flight' })) return undefined
  return `npx halfopen recommend ${found.options}`
}

/** Whoever writes by himself switches keepalive off with the first word that is not acknowledged. */
function isBusy({ state, steps }: Run, { by, since }: Bound, { heartbeat, asksEveryMs }: Settings): boolean {
  if (state !== undefined) return state === 'data-in-flight'
  const found = steps.find(({ id }) => id === since)?.found ?? []
  const wrote = found.some(
    one => one.from === hostOf(by) && (one.state === 'data-in-flight' || typeof one.nextWriteMs === 'number'),
  )
  return wrote || heartbeat !== undefined || asksEveryMs !== undefined
}

function limitOf({ idleMs, box }: NonNullable<ReturnType<typeof idleLimitOf>>): Limit {
  return box === undefined ? { name: spelled(idleMs), idleMs } : { name: box, idleMs, box: true }
}

/** Sent at most half the time ago, answered within a quarter, and never looser than its own: noticed with a quarter to spare. */
function heartbeat(run: Run, bound: Detection, settings: Settings): string | undefined {
  const { heartbeat: own } = settings
  const { withinMs } = bound
  const everyMs = Math.min(withinMs / 2, own?.everyMs ?? Number.POSITIVE_INFINITY)
  const deadlineMs = Math.min(withinMs / 4, own?.deadlineMs ?? Number.POSITIVE_INFINITY)
  if (own && own.everyMs === everyMs && own.deadlineMs === deadlineMs) return undefined
  if (!wouldNotice({ ...settings, heartbeat: { everyMs, deadlineMs } }, bound, run)) return undefined
  const words = `every ${given(everyMs)} that must be answered within ${given(deadlineMs)}`
  return own ? `make its heartbeat one ${words}` : `add a heartbeat ${words}`
}

type Detection = Extract<Bound, { expect: 'detection' }>
