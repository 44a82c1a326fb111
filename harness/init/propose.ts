// What a scenario may go by, from what both programs said: when the server was ready, when the client was connected, and what it said at a loss and after it. Pure.
import { isLoss as isLossLine, isWell } from '../kit/wording/meaning.ts'
import { newOf } from '../kit/wording/parts.ts'
import { firstOf, wellIn } from '../kit/wording/pattern.ts'
import { isLoss } from '../model/observation.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { lossWording, type Said } from './loss-wording.ts'

/** A pattern, and the line that it is made of. `afterMs`: since the start, or at a loss since the fault. */
export interface Sign {
  readonly pattern: string
  readonly line: string
  readonly afterMs: Ms
}

/** What is proposed; what nothing was said of is absent. */
export interface Proposal {
  readonly ready?: Sign
  readonly connected?: Sign
  readonly lost?: Loss
  /** Where it says it in other words than `connected` and is not silent. */
  readonly recovered?: Sign
  /** It ended instead, which is a loss by itself. */
  readonly exitedAfterMs?: Ms
  /** It speaks of itself in JSON lines, which need no pattern. */
  readonly speaks?: true
  /** How long the client was watched without its server. */
  readonly watchedMs: Ms
}

/** What it said at a loss. `killed`: of the server that was killed, since it said nothing of one that was switched off. */
interface Loss extends Sign {
  readonly killed?: true
}

/** `healthy`: a run without a fault; `loss`: the server is switched off; `other`: it comes back from that, step 0, and is killed in step 1. */
export function proposalOf(healthy: Seen, loss: Seen, other?: Seen): Proposal {
  const bornMs = Math.min(...healthy.connections.map(({ bornMs }) => bornMs))
  const faultMs = loss.injectedAtMs ?? 0
  const backMs = other?.steps.find(({ id }) => id === 0)?.healedAtMs ?? Number.POSITIVE_INFINITY
  const killMs = other?.steps.find(({ id }) => id === 1)?.atMs ?? Number.POSITIVE_INFINITY
  const said = saidBy('client', healthy)
  const [atLoss, back, atKill] = [
    saidBy('client', loss, { sinceMs: faultMs }),
    saidBy('client', other, { sinceMs: backMs, untilMs: killMs }),
    saidBy('client', other, { sinceMs: killMs }),
  ]
  const news = (lines: readonly Said[]) => {
    const fresh = new Set(newOf(textsOf(lines), textsOf(said)))
    return lines.filter(({ text }) => fresh.has(text))
  }
  const [first, second] = [news(atLoss), news(atKill)]
  const lossLines = textsOf([...first, ...second]).filter(isLossLine)
  const connected = signIn(
    said.filter(({ atMs }) => atMs >= bornMs),
    'connected',
    lossLines,
  )
  const backWords = news(back).filter(({ text }) => isWell(text, 'connected'))
  const lost = lossWording({ first, second, never: textsOf([...said, ...backWords]) })
  const exit = loss.observations.find(one => one.by === 'client-app' && one.kind === 'exited' && isLoss(one))
  const speaks = [healthy, loss].some(({ lines }) =>
    lines.some(({ host, text }) => host === 'client' && isOwnWord(text)),
  )
  const isCovered = connected !== undefined && back.some(({ text }) => new RegExp(connected.pattern).test(text))
  const servers = saidBy('server', healthy).filter(({ atMs }) => atMs <= bornMs)
  return {
    ...one('ready', signIn(servers.reverse(), 'ready', [])),
    ...one('connected', connected),
    ...(lost
      ? {
          lost: {
            ...{ pattern: lost.pattern, line: lost.line.text, afterMs: lost.line.atMs },
            ...(lost.of === 'second' ? { killed: true } : {}),
          },
        }
      : {}),
    ...(isCovered ? {} : one('recovered', signIn(backWords, 'connected', textsOf([...said, ...atLoss, ...atKill])))),
    ...(exit ? { exitedAfterMs: exit.atMs - faultMs } : {}),
    ...(speaks ? { speaks: true } : {}),
    watchedMs: loss.endedAtMs - faultMs,
  }
}

/** What of a run it goes by. */
export type Seen = Pick<Run, 'lines' | 'observations' | 'connections' | 'injectedAtMs' | 'endedAtMs' | 'steps'>

/** What a program printed for people, each line with when it came since then. */
function saidBy(host: string, run: Seen | undefined, { sinceMs = 0, untilMs = Number.POSITIVE_INFINITY } = {}): Said[] {
  return (run?.lines ?? [])
    .filter(line => line.host === host && line.atMs >= sinceMs && line.atMs < untilMs && !isOwnWord(line.text))
    .map(({ text, atMs }) => ({ text, atMs: atMs - sinceMs }))
}

function textsOf(lines: readonly Said[]): string[] {
  return lines.map(({ text }) => text)
}

/** The line that says it the most clearly, or else the first that has a pattern. `never`: what it may not match. */
function signIn(lines: readonly Said[], means: 'ready' | 'connected', never: readonly string[]): Sign | undefined {
  const texts = textsOf(lines)
  const found = wellIn(texts, means, never) ?? firstOf(texts, means, never)
  const line = lines.find(({ text }) => text === found?.line)
  return found && line && { ...found, afterMs: line.atMs }
}

function one<N extends string>(name: N, sign: Sign | undefined): { readonly [name in N]?: Sign } {
  return sign ? ({ [name]: sign } as { readonly [name in N]: Sign }) : {}
}

/** A line of the protocol that needs no pattern: see model/subject.ts. */
function isOwnWord(text: string): boolean {
  return /^\s*\{.*"halfopen"\s*:/.test(text)
}
