// Which runs that did not pass a control may decide: what was done without a word, and what was said where silence was demanded.
import type { BoundResult, Run } from '../model/report.ts'
import { asksSilence } from './asked.ts'

/** Of a run, whether all that it lacks for a pass is to be seen without its fault. */
export function isOpenBySilence({ error, bounds, verdict, phases, phase }: Run): boolean {
  const isLeft = ({ left, unsaid }: BoundResult) => left !== undefined || unsaid !== undefined
  const others = phases?.each.filter(({ number }) => number !== phase?.number) ?? []
  return (
    error === undefined &&
    verdict.status === 'inconclusive' &&
    bounds.every(one => one.verdict.status === 'pass' || isLeft(one)) &&
    bounds.some(isLeft) &&
    others.every(one => one.verdict.status === 'pass')
  )
}

/** Of a run, whether all that it failed by are words that may be said without its fault as well. */
export function isOpenByWords({ error, bounds, verdict }: Run): boolean {
  const failed = bounds.filter(one => one.verdict.status === 'fail')
  return (
    error === undefined &&
    verdict.status === 'fail' &&
    failed.length > 0 &&
    failed.every(one => asksSilence(one) && one.outcome?.kind === 'detected')
  )
}
