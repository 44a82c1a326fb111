// What one vantage showed in one run, in a few words.

import { seconds } from '../../harness/kit/format-time.ts'
import type { Outcome } from '../../harness/model/bound.ts'
import type { Run } from '../../harness/model/report.ts'
import type { Observer } from '../../harness/model/units.ts'
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
] as const satisfies readonly Observer[]

/** The words for what is no figure. */
export const wordsOf = { silent: 'silent', absent: '-', blind: 'blind' } as const

/** What a vantage showed of a run's only fault, whatever the run's own bounds ask of whom. `told`: it counts as a witness. */
export function cell(run: Run, by: Observer): { words: string; told: boolean } {
  const [step] = run.steps
  if (!step) return { words: wordsOf.absent, told: false }
  const found = outcome({ expect: 'detection', by, since: step.id, withinMs: run.endedAtMs }, run, step)
  if (found.kind === 'blind') return { words: sawTraffic(run, by) ? wordsOf.blind : wordsOf.absent, told: false }
  return {
    words: [shown(found), ...outside(run, by), ...stale(run, by), ...back(run, by)].join(', '),
    told: true,
  }
}

function sawTraffic({ observations }: Run, by: Observer): boolean {
  return observations.some(seen => seen.by === by && seen.kind === 'traffic')
}

function shown(found: Exclude<Outcome, { kind: 'blind' }>): string {
  if (found.kind === 'silent') return `${wordsOf.silent} ${seconds(found.watchedMs)}`
  return `${seconds(found.afterMs)} ${found.by.code ?? found.by.kind}`
}

/** A figure that is not where it was predicted is no fact to build on. */
function outside({ bounds }: Run, by: Observer): string[] {
  const found = bounds.find(({ bound, outsidePrediction }) => bound.by === by && outsidePrediction)
  return found ? [`outside its prediction of ${predictedWords(found)}`] : []
}

function stale(run: Run, by: Observer): string[] {
  const found = by === 'client-app' ? staleAnswers(run) : undefined
  return found ? [`${found.answers.toLocaleString('en')} stale`] : []
}

function back({ bounds }: Run, by: Observer): string[] {
  const found = bounds.find(({ bound, outcome: of }) => bound.by === by && of?.kind === 'recovered')?.outcome
  return found?.kind === 'recovered'
    ? [`back ${seconds(found.afterMs)} after the ${found.from === 'healing' ? 'healing' : 'fault'}`]
    : []
}
