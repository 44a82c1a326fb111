// What a scenario may go by, from what both programs said: when the server was ready, when the client was connected, and what it said at a loss. Pure.
import { isLoss } from '../model/observation.ts'
import type { Line } from '../model/record.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'
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
  readonly lost?: Sign
  /** It ended instead, which is a loss by itself. */
  readonly exitedAfterMs?: Ms
  /** It speaks of itself in JSON lines, which need no pattern. */
  readonly speaks?: true
  /** How long the client was watched without its server. */
  readonly watchedMs: Ms
}

/** `healthy`: a run without a fault; `loss`: one in which the server is switched off. */
export function proposalOf(healthy: Seen, loss: Seen): Proposal {
  const [said, saidAtLoss] = [healthy, loss].map(({ lines }) => lines.filter(({ host }) => host === 'client'))
  const servers = healthy.lines.filter(({ host }) => host === 'server')
  const bornMs = Math.min(...healthy.connections.map(({ bornMs }) => bornMs))
  const faultMs = loss.injectedAtMs ?? 0
  const later = (saidAtLoss ?? []).filter(({ atMs }) => atMs >= faultMs)
  const known = new Set((said ?? []).map(({ text }) => shapeOf(text)))
  const fresh = later.filter(({ text }) => !known.has(shapeOf(text)))
  const exit = loss.observations.find(one => one.by === 'client-app' && one.kind === 'exited' && isLoss(one))
  const speaks = later.concat(said ?? []).some(({ text }) => isOwnWord(text))
  return {
    ...one('ready', signIn(servers.filter(({ atMs }) => atMs <= bornMs).reverse(), readyWords, 0)),
    ...one(
      'connected',
      signIn(
        (said ?? []).filter(({ atMs }) => atMs >= bornMs),
        connectedWords,
        0,
      ),
    ),
    ...one('lost', signIn(fresh, lossWords, faultMs, said)),
    ...(exit ? { exitedAfterMs: exit.atMs - faultMs } : {}),
    ...(speaks ? { speaks: true } : {}),
    watchedMs: loss.endedAtMs - faultMs,
  }
}

/** What of a run it goes by. */
export type Seen = Pick<Run, 'lines' | 'observations' | 'connections' | 'injectedAtMs' | 'endedAtMs'>

const readyWords = /listen|ready|accept|started|running|serving|bound/i
const connectedWords = /connect|ready|established|session|subscribed|logged in|authenticated|online|\bok\b|joined/i
const lossWords =
  /\b(lost|losing|disconnect\w*|closed?|timed? ?out|timeout|unreachable|refused|reset|gone|broken|fail\w*|error|down|dead|offline|reconnect\w*)\b|\bE(?:TIMEDOUT|CONN\w+|PIPE|HOSTUNREACH|NETUNREACH)\b/i

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
