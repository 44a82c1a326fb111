// What the lab answers, in lines for a terminal or a pipe: what was seen, what was saved, what may be typed.

import { grid, labelled, sentence } from '../../reports/grid.ts'
import { actionWords } from '../../reports/html/facts.ts'
import type { Look } from '../../reports/look.ts'
import { seenLines } from '../../reports/seen.ts'
import { timeline } from '../../reports/terminal/timeline.ts'
import { hundredths, seconds } from '../kit/format-time.ts'
import { faultHelp, labHelp, whoHelp } from '../lab/help.ts'
import type { Lab, Reply } from '../lab/lab.ts'
import type { SavedFile } from '../lab/save.ts'
import type { Run } from '../model/report.ts'

/** The answer to a line. */
export function replyLines(reply: Reply, lab: Lab, look: Look): readonly string[] {
  switch (reply.kind) {
    case 'seen':
      return seen(reply, lab, look)
    case 'saved':
      return saved(reply.file, look)
    case 'help':
      return helpLines(lab, look)
    default:
      return []
  }
}

/** Who is there, and where, before anything is done. */
export function beginningLines(lab: Lab, look: Look): readonly string[] {
  const { scenario } = lab.stand.session
  const hosts = scenario.hosts.map(({ name, program, connectsTo }) => {
    const to = connectsTo.length === 0 ? '' : `, connected to ${connectsTo.join(' and ')}`
    return `${name}: ${[program.command.file, ...program.command.args].join(' ')}${to}`
  })
  return [
    ...hosts.map(words => labelled('host', words, look, 1)),
    ...seenLines(unharmed(lab.stand.run), { laterThanMs: Number.NEGATIVE_INFINITY }, look),
    sentence('All are up and healthy. help lists the steps, quit ends everything.', look, { indent: 1 }),
  ]
}

/** Where and when it is: `netns, virtual time: 2 h after the first step`. */
export function statusWords({ stand }: Lab): string {
  const { plane, clock, session } = stand
  const { steps, nowMs, settleMs } = session
  const when =
    steps.length === 0
      ? `healthy${settleMs === 0 ? '' : ` for ${seconds(settleMs)}`}`
      : `${seconds(nowMs)} after the first step`
  const last = steps.at(-1)
  return `${plane}, ${clock} time: ${when}${last ? `; last: ${actionWords(last.does)}` : ''}`
}

/** All of it on one scale of time; nothing before the first step. */
export function pictureLines({ stand }: Lab, look: Look): readonly string[] {
  return stand.session.steps.length === 0 ? [] : timeline(stand.run, look, 1)
}

function seen(reply: Extract<Reply, { kind: 'seen' }>, { stand }: Lab, look: Look): readonly string[] {
  const { laterThanMs, before, nothing } = reply
  const isHealthy = stand.session.steps.length === 0
  const lines = seenLines(isHealthy ? unharmed(stand.run) : stand.run, { laterThanMs, before }, look)
  const none = isHealthy ? 'all is well' : 'nothing was noticed'
  const said = nothing ?? (lines.length === 0 ? none : undefined)
  return [...lines, ...(said === undefined ? [] : [sentence(said, look, { indent: 1 })])]
}

/** Before the first step there is one that does nothing, and nobody has taken it. */
function unharmed(run: Run): Run {
  return { ...run, steps: [] }
}

function saved({ file, name, bounds, again, left }: SavedFile, look: Look): readonly string[] {
  const shown = bounds.map(({ bound, saw }, i) => {
    const was =
      saw.what === 'silent' ? `nothing in ${hundredths(saw.afterMs)}` : `${saw.what} after ${hundredths(saw.afterMs)}`
    return `${bound.by} ${was}${againWords(again?.[i])}`
  })
  return [
    labelled('wrote', `${file}   (run it: npx halfopen run ${name})`, look, 1),
    ...shown.map(words => labelled('bound', words, look, 1)),
    ...left.map(words => labelled('left out', words, look, 1)),
  ]
}

function againWords(result: NonNullable<SavedFile['again']>[number] | undefined): string {
  const { outcome } = result ?? {}
  if (outcome?.kind === 'detected' || outcome?.kind === 'recovered')
    return `; run again: ${hundredths(outcome.afterMs)}`
  return outcome?.kind === 'silent' ? '; run again: the same' : ''
}

function helpLines({ stand, known }: Lab, look: Look): readonly string[] {
  const rows = [
    ...labHelp(stand.clock),
    ...whoHelp(known),
    ...faultHelp(known).map((example, i) => [i === 0 ? 'faults' : '', example] as const),
  ]
  return grid(
    [{ gap: 2 }, {}],
    rows.map(cells => ({ cells })),
    look,
  ).flat()
}
