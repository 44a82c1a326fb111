// What went wrong beside the verdict, whatever that is: who saw no more from some time on, and what could not be kept or cleaned up.
import type { Run } from '../harness/model/report.ts'
import { troublesBeside } from '../harness/verdict/missed.ts'
import { cutWords } from './phrases.ts'

/** Each with its name. What was missed of a prediction is said elsewhere. */
export function amiss(run: Run): readonly Amiss[] {
  return [
    ...run.cuts.map((cut): Amiss => ['blind', cutWords(cut)]),
    ...troublesBeside(run).map((words): Amiss => ['trouble', words]),
  ]
}

type Amiss = readonly [name: 'blind' | 'trouble', words: string]
