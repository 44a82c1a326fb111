// What one vantage showed in one run, in a few words.

import { seconds } from '../../harness/kit/format-time.ts'
import type { Outcome } from '../../harness/model/bound.ts'
import type { Run } from '../../harness/model/report.ts'
import type { Vantage } from '../../harness/model/units.ts'
import { outcome } from '../../harness/verdict/outcome.ts'
import { predictedWords } from '../phrases.ts'
import { staleAnswers } from '../stale.ts'

/** The columns of the page. */
export const vantages = [
  'client-app',
  'client-kernel',
  'server-app',
  'server-kernel',
  'wire',
] as const satisfies readonly Vantage[]

/** The words for what is no figure. */
export const wordsOf = { silent: 'silent', absent: '-', blind: 'blind' } as const

/** What a vantage showed of a run's only fault, whatever the run's own bounds ask of whom. `told`: it counts as a witness. */
export function cell(run: Run, vantage: Vantage): { words: string; told: boolean } {
  const [injection] = run.injections
  if (!injection) return { words: wordsOf.absent, told: false }
  const found = outcome({ expect: 'detection', from: vantage, withinMs: run.endedAtMs }, run, injection)
  if (found.kind === 'blind') return { words: sawTraffic(run, vantage) ? wordsOf.blind : wordsOf.absent, told: false }
  return {
    words: [shown(found), ...outside(run, vantage), ...stale(run, vantage), ...back(run, vantage)].join(', '),
    told: true,
  }
}

function sawTraffic({ observations }: Run, vantage: Vantage): boolean {
  return observations.some(seen => seen.vantage === vantage && seen.kind === 'traffic')
}

function shown(found: Exclude<Outcome, { kind: 'blind' }>): string {
  if (found.kind === 'silent') return `${wordsOf.silent} ${seconds(found.watchedMs)}`
  return `${seconds(found.afterMs)} ${found.by.code ?? found.by.kind}`
}

/** A figure that is not where it was predicted is no fact to build on. */
function outside({ bounds }: Run, vantage: Vantage): string[] {
  const found = bounds.find(({ bound, outsidePrediction }) => bound.from === vantage && outsidePrediction)
  return found ? [`outside its prediction of ${predictedWords(found)}`] : []
}

function stale(run: Run, vantage: Vantage): string[] {
  const found = vantage === 'client-app' ? staleAnswers(run) : undefined
  return found ? [`${found.answers.toLocaleString('en')} stale`] : []
}

function back({ bounds }: Run, vantage: Vantage): string[] {
  const found = bounds.find(({ bound, outcome: of }) => bound.from === vantage && of?.kind === 'recovered')?.outcome
  return found?.kind === 'recovered' ? [`back ${seconds(found.afterMs)} after the healing`] : []
}
