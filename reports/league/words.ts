// What was measured of a client, in words: how long it believed a dead server, what it was told, and whether it came back.
import { whereOf } from '../../harness/faults/all.ts'
import { isControl } from '../../harness/faults/none.ts'
import { formatFault } from '../../harness/faults/spelling.ts'
import { given, seconds, secondsRange } from '../../harness/kit/format-time.ts'
import { formatSettings } from '../../harness/model/format-settings.ts'
import type { Back, League, LeagueClient, LeagueMeasurement, LeagueVariant } from '../../harness/model/league.ts'
import type { Ms } from '../../harness/model/units.ts'
import { count } from '../count.ts'
import { emptyPartWords } from '../empty-part.ts'
import { stateNames } from '../phrases.ts'

/** One fault in one state: all measurements of a client under it, in all phases. */
export interface LeagueCell {
  readonly label: string
  readonly made: readonly LeagueMeasurement[]
}

/** The cells of a client with one setting, in the order in which they were measured; what was measured without a fault is none. */
export function cellsOf(
  { measurements }: League,
  client: string,
  variant: LeagueVariant['name'],
): readonly LeagueCell[] {
  const own = measurements.filter(one => one.client === client && one.variant === variant && !isControl(one.fault))
  const labels = [...new Set(own.map(labelOf))]
  return labels.map(label => ({ label, made: own.filter(one => labelOf(one) === label) }))
}

/** `power-off, in flight`; of a client that asks behind a firewall also how often. */
export function labelOf({ fault, state = 'idle', asksEveryMs = 0 }: LeagueMeasurement): string {
  const { toward } = whereOf(fault)
  const plain = toward === undefined || toward === 'both' ? formatFault(fault) : `${fault.kind} toward the ${toward}`
  const does = asksEveryMs > 1_000 ? `a question every ${given(asksEveryMs)}` : stateNames[state]
  return `${plain}, ${does}`
}

/** `16.1 - 40.7 s`, `never`, `never in 30 min` where it was watched for less than an hour, `kept alive`, `?`. */
export function toldWords({ made }: Pick<LeagueCell, 'made'>): string {
  const lost = made.flatMap(({ told }) => (told.kind === 'lost' ? [told.afterMs + told.uncertaintyMs] : []))
  const nothing = made.flatMap(({ told }) => (told.kind === 'nothing' ? [told] : []))
  if (lost.length === 0 && nothing.length === 0) return '?'
  const silent = nothing.every(({ keptAlive }) => keptAlive) ? 'kept alive' : neverWords(nothing)
  if (lost.length === 0) return silent
  const range = secondsRange(Math.min(...lost), Math.max(...lost))
  return nothing.length === 0 ? range : `${range}, or never`
}

function neverWords(nothing: readonly { readonly watchedMs: Ms }[]): string {
  const watchedMs = Math.min(...nothing.map(one => one.watchedMs))
  return watchedMs < 3_600_000 ? `never in ${given(Math.floor(watchedMs / 1_000) * 1_000)}` : 'never'
}

/** What its library said: the code, and in what words. */
export function saidWords({ made }: Pick<LeagueCell, 'made'>): string {
  const said = made.flatMap(({ told }) => {
    if (told.kind === 'doubt') return [`? ${told.reason}`]
    if (told.kind === 'nothing') return []
    const code = told.code === undefined || told.words.includes(told.code) ? '' : `${told.code}, `
    return [`${code}${told.words}`]
  })
  return [...new Set(said)].join('; ')
}

/** How long it believed its peer, with what there is to say of the figure. */
export function markedWords(cell: Pick<LeagueCell, 'made'>, client: Pick<LeagueClient, 'jitter'>): string {
  const marks = [movedWords(cell), chanceWords(cell, client)].filter(Boolean)
  return marks.length === 0 ? toldWords(cell) : `${toldWords(cell)} (${marks.join(', ')})`
}

/** Whether it was at work again by itself. */
export function backWords({ made }: Pick<LeagueCell, 'made'>): string {
  const backs = made.flatMap(({ back }) => (back ? [back] : []))
  const [first, ...others] = backs.flatMap(back => (back.kind === 'back' && !back.wentOn ? [back.afterMs] : []))
  const rest = backs.filter(back => back.kind !== 'back' || back.wentOn).map(words)
  const came =
    first === undefined ? [] : [`yes, ${secondsRange(Math.min(first, ...others), Math.max(first, ...others))}`]
  return [...new Set([...came, ...rest])].join('; ')
}

/** `some of it is chance: its pauses between connects`, of what was measured with two seeds; empty where it came out the same. */
export function chanceWords({ made }: Pick<LeagueCell, 'made'>, { jitter }: Pick<LeagueClient, 'jitter'>): string {
  if (jitter === undefined || !made.some(({ again }) => again)) return ''
  const firsts = made.filter(({ again }) => !again)
  const moved = made.some(one => one.again && firsts.some(first => first.phase === one.phase && !isAlike(first, one)))
  return moved ? `by chance: ${jitter}` : ''
}

/** Where a program computed for so long that time had to move meanwhile, it does not come out the same twice; empty elsewhere. */
export function movedWords({ made }: Pick<LeagueCell, 'made'>): string {
  return made.some(({ notRepeatable }) => notRepeatable !== undefined) ? 'give or take some ms' : ''
}

function isAlike(a: LeagueMeasurement, b: LeagueMeasurement): boolean {
  return toldWords({ made: [a] }) === toldWords({ made: [b] }) && backWords({ made: [a] }) === backWords({ made: [b] })
}

/** When the facts say that it is told; and why it was not so. */
export function expectedWords({ made }: Pick<LeagueCell, 'made'>): string {
  const reasons = [...new Set(made.flatMap(({ differs }) => differs ?? []))]
  return `${windowWords(made[0]?.expected)}${reasons.length === 0 ? '' : ` (differs: ${reasons.join(' ')})`}`
}

/** A line for each row that is not as the facts foretold, with the reason, and for each of which nothing can be concluded. */
export function oddWords(league: League): readonly string[] {
  return league.clients.flatMap(({ id, variants }) =>
    variants.flatMap(({ name }) =>
      cellsOf(league, id, name).flatMap(cell => {
        const row = `${id}, ${name}, ${cell.label}`
        const reasons = [...new Set(cell.made.flatMap(({ differs }) => differs ?? []))]
        const doubts = [...new Set(cell.made.flatMap(({ told }) => (told.kind === 'doubt' ? [told.reason] : [])))]
        return [
          ...(reasons.length === 0
            ? []
            : [`${row}: ${toldWords(cell)}, expected ${windowWords(cell.made[0]?.expected)}: ${reasons.join(' ')}`]),
          ...doubts.map(reason => `${row}: in doubt: ${reason}`),
        ]
      }),
    ),
  )
}

/** `46 clients, 1,195 measurements; 2 rows in doubt or not as expected`; `took`: what stands behind the number of measurements. */
export function countWords(league: League, took = ''): string {
  const nothing = emptyPartWords(league.part, 'clients')
  if (nothing !== undefined) return nothing
  const { length } = oddWords(league)
  const odd = length === 0 ? '' : `; ${count(length, 'row')} in doubt or not as expected`
  return `${count(league.clients.length, 'client')}, ${count(league.measurements.length, 'measurement')}${took}${odd}`
}

/** When its kernel alone, or what is known of the client, would have had it. */
export function windowWords(window: readonly [Ms, Ms] | 'never' | undefined): string {
  if (window === undefined) return ''
  return window === 'never' ? 'never' : secondsRange(...window)
}

/** What its sockets had. */
export function socketWords({ made }: Pick<LeagueCell, 'made'>): string {
  const seen = made.flatMap(({ socket }) => (socket ? [formatSettings(socket)] : []))
  return [...new Set(seen)].join('; ')
}

/** By the library's own names. */
export function setWords({ set }: Pick<LeagueVariant, 'set'>): string {
  return Object.keys(set).length === 0 ? '' : JSON.stringify(set)
}

/** A line for each thing that is missing here: what, the fix, and who was not measured for want of it. */
export function missingWords({ absent }: Pick<League, 'absent'>): readonly string[] {
  const byReason = Map.groupBy(absent, ({ reason }) => reason)
  return [...byReason].map(([reason, some]) => `${reason} (not measured: ${some.map(({ id }) => id).join(', ')})`)
}

function words(back: Back): string {
  if (back.kind === 'doubt') return `? ${back.reason}`
  if (back.kind === 'not back') return `no, in ${given(back.watchedMs)}`
  return `${back.wentOn ? 'went on' : 'yes'}, ${seconds(back.afterMs)}`
}
