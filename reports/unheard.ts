// What a program printed after a fault and none of its patterns matches: it may have said what nobody heard.
import { newOf } from '../harness/kit/wording/parts.ts'
import { lossIn, type Suggested } from '../harness/kit/wording/pattern.ts'
import { quote } from '../harness/kit/wording/quote.ts'
import type { BoundResult } from '../harness/model/report.ts'
import type { HostName } from '../harness/model/units.ts'
import { unheardLines } from '../harness/verdict/unheard-lines.ts'

/** Undefined where it was not asked for its own words. `fresh`: such as it had not printed before the fault. */
export function unheard(
  result: Pick<BoundResult, 'bound' | 'judgedAtMs'>,
  run: Parameters<typeof unheardLines>[1],
): Unheard | undefined {
  const found = unheardLines(result, run)
  if (!found) return undefined
  const { host, printed, before, lines } = found
  const fresh = newOf(lines, before)
  const loss = lossIn(fresh, before)
  return { host, printed, fresh, ...(loss ? { loss } : {}) }
}

/** `said nothing`, `said nothing that it had not said before`, `said "..." and 2 other lines, which no pattern of its command matches`. */
export function saidWords({ printed, fresh, loss }: Unheard): string {
  const line = loss?.line ?? fresh[0]
  if (line === undefined) return printed ? 'said nothing that it had not said before' : 'said nothing'
  const others = new Set(fresh).size - 1
  const more = others > 0 ? ` and ${others} other ${others === 1 ? 'line' : 'lines'}` : ''
  return `said ${quote(line)}${more}, which no pattern of its command matches`
}

/** Which `lost` would match; undefined where nothing that it printed sounds like a loss. */
export function toHear({ host, loss }: Unheard): string | undefined {
  return (
    loss &&
    `widen \`lost\` in the command of ${host}, so that it matches what it says at this loss too: /${loss.pattern}/ matches its line ${quote(loss.line)}`
  )
}

export interface Unheard {
  readonly host: HostName
  /** Anything at all. */
  readonly printed: boolean
  readonly fresh: readonly string[]
  /** Of those the first that sounds like a loss. */
  readonly loss?: Suggested
}
