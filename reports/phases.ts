// What a scenario showed in the phases of a period: how many kept the bounds, the worst and the best, and who said how long the period is.
import { seconds, secondsRange } from '../harness/kit/format-time.ts'
import type { AllPhases, PhaseRun, Run } from '../harness/model/report.ts'
import type { Ms } from '../harness/model/units.ts'
import type { Elsewhere } from '../harness/verdict/other-phases.ts'
import { decisive, noticedWords, past } from './phrases.ts'

/** `8 phases of 2.0 s (declared), 5 passed, 3 failed: worst 2.5 s in phase 1, best 0.75 s in phase 8`; undefined where there is one only. */
export function phasesWords({ phase, phases }: Pick<Run, 'phase' | 'phases'>): string | undefined {
  if (!phases || !phase) return undefined
  const { each, overMs, period } = phases
  if (each.length === 1) return `phase ${phase.number} of ${phase.of} alone, ${into(phase.laterMs, phases)}`
  const [worst, best] = [phase.number, phases.best].map(number => each.find(one => one.number === number))
  const told = worst && best ? `: worst ${foundWords(worst)}, best ${foundWords(best)}` : ''
  return `${each.length} phases of ${seconds(overMs)} (${period}), ${countWords(each)}${told}`
}

/** `in 6 of 7 other phases it was noticed, after 0.5 - 1.9 s`. */
export function elsewhereWords({ noticed, of, fromMs, toMs }: Elsewhere): string {
  const which =
    noticed === of ? (of === 1 ? 'the other phase' : `all ${of} other phases`) : `${noticed} of ${of} other phases`
  return `in ${which} it was noticed, after ${secondsRange(fromMs, toMs)}`
}

/** A line for each phase: `phase 3, 0.5 s into 2.0 s: 2.0 s, passed`. */
export function phaseLines({ phases }: Pick<Run, 'phases'>): readonly string[] {
  return (phases?.each ?? []).map(
    one =>
      `phase ${one.number}, ${into(one.laterMs, phases)}: ${noticedWords(decisive(one))}, ${past[one.verdict.status]}`,
  )
}

/** How long all of them took together, by the host's clock. */
export function tookMs({ phases, wallMs }: Pick<Run, 'phases' | 'wallMs'>): Ms {
  return phases?.wallMs ?? wallMs
}

function foundWords(one: PhaseRun): string {
  return `${noticedWords(decisive(one))} in phase ${one.number}`
}

function into(laterMs: Ms, phases: Pick<AllPhases, 'overMs'> | undefined): string {
  return `${seconds(laterMs)} into ${seconds(phases?.overMs ?? 0)}`
}

/** Of the statuses those that there are: `5 passed, 3 failed`. */
function countWords(each: readonly PhaseRun[]): string {
  const counts = Map.groupBy(each, ({ verdict }) => past[verdict.status])
  return [...counts].map(([word, ones]) => `${ones.length} ${word}`).join(', ')
}
