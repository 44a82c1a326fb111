// What to try where a program was not seen to come back in time: the fault that is meant, the pattern that it lacks, or its own code.
import { quoted } from '../harness/kit/wording/quote.ts'
import type { Bound } from '../harness/model/bound.ts'
import { isLoss } from '../harness/model/observation.ts'
import { hostOf } from '../harness/model/observer.ts'
import type { Run } from '../harness/model/report.ts'
import { isFault } from '../harness/model/step.ts'

/** For an observer that is a program. `who`: as a sentence has it. */
export function forReturn(bound: Bound, who: string, run: Run): string {
  const other = healedBeside(bound, run)
  if (other !== undefined)
    return `what it counts from, step ${bound.since}, did not heal in this run: since: ${other} asks for the return after a fault that did`
  const printed = unread(bound, run)
  return printed.length > 0
    ? `if one of what it printed since its loss means that ${who} was back (${quoted(printed)}), give its command a \`recovered\` that matches it`
    : `does ${who} connect again after a loss? Its words are in the report`
}

/** A fault that healed, where the one that is asked for did not. */
function healedBeside({ since }: Bound, { steps }: Run): number | undefined {
  const faults = steps.filter(({ does }) => isFault(does))
  if (faults.find(({ id }) => id === since)?.healedAtMs !== undefined) return undefined
  return faults.find(({ healedAtMs }) => healedAtMs !== undefined)?.id
}

/** What it printed after it had said that its peer is gone, and that means nothing to halfopen. */
function unread({ by, since }: Bound, { steps, observations, lines }: Run): readonly string[] {
  const fromMs = steps.find(({ id }) => id === since)?.atMs ?? 0
  const own = observations.filter(seen => seen.by === by)
  const lost = own.find(seen => isLoss(seen) && seen.atMs >= fromMs)
  if (!lost) return []
  const read = new Set(own.map(({ atMs }) => atMs))
  return lines
    .filter(
      line => line.host === hostOf(by) && line.atMs > lost.atMs && !read.has(line.atMs) && line.text.trim() !== '',
    )
    .map(({ text }) => text)
}
