// The command that has the same run again: the same number and the same time of day are the same chance.
import { shellWord } from '../harness/kit/shell-word.ts'
import type { Run } from '../harness/model/report.ts'

/** Undefined where chance was the machine's own. */
export function againWords({ scenario, plane, clock, phase, seed, startsAt }: Again): string | undefined {
  if (seed === undefined || startsAt === undefined) return undefined
  const at = startsAt.replace(/T00:00:00\.000Z$/, '')
  const one = phase === undefined ? '' : ` --phase ${phase.number}`
  return `npx halfopen run ${shellWord(scenario ?? '')} --plane ${plane} --clock ${clock}${one} --seed ${seed} --starts-at ${at}`
}

/** What of a run it takes. */
export type Again = Partial<Pick<Run, 'scenario' | 'plane' | 'clock' | 'phase' | 'seed' | 'startsAt'>>
