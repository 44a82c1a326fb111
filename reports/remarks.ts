// What a verdict does not say, and a reader has to know: a loss that was told and not said, connections that nobody asked, a prediction that is absent.
import { seconds } from '../harness/kit/format-time.ts'
import { kernelOf, readObserver } from '../harness/model/observer.ts'
import type { BoundResult, Run } from '../harness/model/report.ts'
import { type Others, otherConnections } from '../harness/verdict/other-connections.ts'
import { type Unsaid, unsaid } from '../harness/verdict/unsaid.ts'
import { computedWords } from './computed.ts'
import { saidWords, type Unheard, unheard } from './unheard.ts'

/** A sentence each, once. What a failure has said as its reason is not said again. */
export function remarks(run: Run): readonly string[] {
  const known = made.get(run) ?? remarksOn(run)
  made.set(run, known)
  return known
}

/** Each report asks for them, and of thousands of connections each is predicted. */
const made = new WeakMap<Run, readonly string[]>()

function remarksOn(run: Run): readonly string[] {
  const said = run.bounds.flatMap(result => [
    ...computing(result, run),
    ...silentAbout(result, run),
    ...besides(result, run),
    ...untold(result),
  ])
  return [...new Set(said)]
}

/** `its kernel reported it after 6.17 s (ETIMEDOUT), and the program said nothing`. */
export function unsaidWords(found: Unsaid, heard?: Unheard): string {
  switch (found.what) {
    case 'told':
      return `${kernelOf(found.host)} reported it after ${seconds(found.afterMs)} (${found.code}), and the program ${heard ? saidWords(heard) : 'said nothing'}`
    case 'ended': {
      const again =
        found.reopenedMs === undefined ? '' : ` and opened another ${seconds(found.reopenedMs)} after the fault`
      return `${found.host} ended its connection to ${found.to} itself${again}: if it gave ${found.to} up, it did not say so`
    }
    case 'opened':
      return `${found.host} opened another connection to ${found.to} ${seconds(found.afterMs)} after the fault: if it gave the first one up, it did not say so`
    default:
      return found satisfies never
  }
}

/** Of a failure it is the reason. */
function computing(result: BoundResult, run: Run): readonly string[] {
  const words = result.verdict.status === 'fail' ? undefined : computedWords(result, run)
  return words === undefined ? [] : [words]
}

/** A passed demand for silence is about words. That more connections are opened is no sign of a loss by itself. */
function silentAbout(result: BoundResult, run: Run): readonly string[] {
  const found = result.verdict.status === 'pass' ? unsaid(result, run) : undefined
  return found && found.what !== 'opened' ? [unsaidWords(found, unheard(result, run))] : []
}

function besides(result: BoundResult, run: Run): readonly string[] {
  const others = otherConnections(result, run)
  return others ? [othersWords(others)] : []
}

function othersWords({ host, to, of, unaware, never }: Others): string {
  const ever = never ? `, and by what ${unaware === 1 ? 'its socket is' : 'their sockets are'} set to never will` : ''
  return `${unaware} of its ${of} connections to ${to} had not noticed by then${ever}: { detectedBy: '${kernelOf(host)}', every: true } demands all`
}

/** An empty place beside a pass is a question: the answer is known. */
function untold({ bound, outcome, verdict, predictedMs, predictedReason }: BoundResult): readonly string[] {
  const isAsked = verdict.status === 'pass' && bound.expect !== 'recovery' && outcome !== undefined
  return isAsked && readObserver(bound.by)?.level !== 'wire' && predictedMs === undefined && predictedReason
    ? [`not predicted: ${predictedReason}`]
    : []
}
