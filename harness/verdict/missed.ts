// A prediction that was missed is a trouble of its run, whatever the verdict: ours, or of what the program says of itself.
import type { BoundResult, Run } from '../model/report.ts'
import { noticedWords, predictedWords, whoWords } from './figures.ts'

/** The run with a trouble for each prediction that it missed, once, however often it is judged. */
export function withMisses<R extends Judged>(run: R): R {
  const own = run.bounds.flatMap(result => missWords(result, run) ?? [])
  const ofPhases = (run.phases?.each ?? [])
    .filter(({ number }) => number !== run.phase?.number)
    .flatMap(({ number, bounds }) => bounds.flatMap(result => missWords(result, run, `in phase ${number} `) ?? []))
  return { ...run, troubles: [...troublesBeside(run), ...own, ...ofPhases] }
}

/** Those of its troubles that are missed predictions: `noticed 5.3 s, predicted 4.0 - 4.2 s: keepalive ...`. */
export function missesOf({ troubles }: Pick<Run, 'troubles'>): readonly string[] {
  return troubles.filter(isMiss).map(text => text.slice(head.length))
}

/** Its other troubles. */
export function troublesBeside({ troubles }: Pick<Run, 'troubles'>): readonly string[] {
  return troubles.filter(text => !isMiss(text))
}

type Judged = Pick<Run, 'bounds' | 'hosts' | 'troubles' | 'phase' | 'phases'>

/** `outside its prediction: noticed 5.3 s, predicted 4.0 - 4.2 s: keepalive ...`; undefined where it lies inside. */
function missWords(result: BoundResult, run: Pick<Run, 'hosts'>, where = ''): string | undefined {
  if (!result.outsidePrediction) return undefined
  const figures = `noticed ${noticedWords(result)}, predicted ${predictedWords(result)}`
  return `${head}${where}${whoWords(result.bound, run)}${figures}: ${result.predictedReason ?? ''}`
}

const head = 'outside its prediction: '

function isMiss(text: string): boolean {
  return text.startsWith(head)
}
