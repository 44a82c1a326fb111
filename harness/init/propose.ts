// What a scenario may go by, from what both programs said: when the server was ready, when the client was connected, and what it said at a loss and after it. Pure.
import { isLoss } from '../model/observation.ts'
import type { Line } from '../model/record.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
import { isLoss as isLossLine, lossWording } from './loss-wording.ts'
import { patternOf, shapeOf } from './pattern.ts'

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
  const [said, saidAtLoss] = [healthy, loss].map(({ lines }) => lines.filter(({ host }) => host === 'client'))
  const servers = healthy.lines.filter(({ host }) => host === 'server')
  const bornMs = Math.min(...healthy.connections.map(({ bornMs }) => bornMs))
  const faultMs = loss.injectedAtMs ?? 0
  const later = (saidAtLoss ?? []).filter(({ atMs }) => atMs >= faultMs)
  const known = new Set((said ?? []).map(({ text }) => shapeOf(text)))
  const news = (lines: readonly Line[]) => lines.filter(({ text }) => !isOwnWord(text) && !known.has(shapeOf(text)))
  const connected = signIn(
    (said ?? []).filter(({ atMs }) => atMs >= bornMs),
    connectedWords,
    0,
  )
  const { back, atKill, killedAtMs } = partsOf(other)
  const backWords = news(back).filter(({ text }) => connectedWords.test(text) && !isLossLine(text))
  const never = [...(said ?? []), ...backWords].map(({ text }) => text)
  const since = (sinceMs: Ms) => (line: Line) => ({ text: line.text, atMs: line.atMs - sinceMs })
  const lost = lossWording({
    first: news(later).map(since(faultMs)),
    second: news(atKill).map(since(killedAtMs)),
    never,
  })
  const exit = loss.observations.find(one => one.by === 'client-app' && one.kind === 'exited' && isLoss(one))
  const speaks = later.concat(said ?? []).some(({ text }) => isOwnWord(text))
  const isCovered = connected !== undefined && back.some(({ text }) => new RegExp(connected.pattern).test(text))
  const beforeBack = [...(said ?? []), ...later, ...atKill]
  return {
    ...one('ready', signIn(servers.filter(({ atMs }) => atMs <= bornMs).reverse(), readyWords, 0)),
    ...one('connected', connected),
    ...(lost
      ? {
          lost: {
            ...{ pattern: lost.pattern, line: lost.line.text, afterMs: lost.line.atMs },
            ...(lost.of === 'second' ? { killed: true } : {}),
          },
        }
      : {}),
    ...(isCovered ? {} : one('recovered', signIn(backWords, connectedWords, backAtMs(other), beforeBack))),
    ...(exit ? { exitedAfterMs: exit.atMs - faultMs } : {}),
    ...(speaks ? { speaks: true } : {}),
    watchedMs: loss.endedAtMs - faultMs,
  }
}

/** What the client said once its server was back, and once that was killed. */
function partsOf(other: Seen | undefined) {
  const lines = other?.lines.filter(({ host }) => host === 'client') ?? []
  const killedAtMs = other?.steps.find(({ id }) => id === 1)?.atMs ?? Number.POSITIVE_INFINITY
  return {
    back: lines.filter(({ atMs }) => atMs >= backAtMs(other) && atMs < killedAtMs),
    atKill: lines.filter(({ atMs }) => atMs >= killedAtMs),
    killedAtMs,
  }
}

function backAtMs(other: Seen | undefined): Ms {
  return other?.steps.find(({ id }) => id === 0)?.healedAtMs ?? Number.POSITIVE_INFINITY
}

/** What of a run it goes by. */
export type Seen = Pick<Run, 'lines' | 'observations' | 'connections' | 'injectedAtMs' | 'endedAtMs' | 'steps'>

const readyWords = /listen|ready|accept|started|running|serving|bound/i
const connectedWords = /connect|ready|established|session|subscribed|logged in|authenticated|online|\bok\b|joined/i
/** The first line with such a word, or else the first that has a pattern. `never`: lines that it may not match. */
function signIn(lines: readonly Line[], words: RegExp, sinceMs: Ms, never: readonly Line[] = []): Sign | undefined {
  const signs = lines
    .filter(({ text }) => !isOwnWord(text))
    .flatMap(({ text, atMs }) => {
      const pattern = patternOf(text)
      const isTold = pattern === undefined || never.some(other => new RegExp(pattern).test(other.text))
      return isTold ? [] : [{ pattern, line: text, afterMs: atMs - sinceMs }]
    })
  return signs.find(({ line }) => words.test(line)) ?? signs[0]
}

function one<N extends string>(name: N, sign: Sign | undefined): { readonly [name in N]?: Sign } {
  return sign ? ({ [name]: sign } as { readonly [name in N]: Sign }) : {}
}

/** A line of the protocol that needs no pattern: see model/subject.ts. */
function isOwnWord(text: string): boolean {
  return /^\s*\{.*"halfopen"\s*:/.test(text)
}
