// What did not pass as annotations of GitHub Actions, each at its file and line.
import type { Report, Run } from '../harness/model/report.ts'
import type { Change } from './against/changes.ts'
import { changeWords } from './against/words.ts'
import { because } from './because.ts'
import { past } from './phrases.ts'
import { plain } from './plain.ts'
import { type Places, workflowCommand } from './workflow-command.ts'

/** What failed is an error, and what was left open a warning: Actions shows ten of each. Empty, or lines that are ended. */
export function annotationsOf({ runs, errors = [] }: Pick<Report, 'runs' | 'errors'>, places: Places): string {
  const beside = errors.map(({ where, at, message }) => workflowCommand('error', { at, places, title: where }, message))
  const wrong = runs.flatMap(run => {
    const { verdict, at } = run
    const title = `${past[verdict.status]}: ${run.scenario} (${run.plane}, ${run.clock})`
    if (verdict.status === 'inconclusive')
      return [workflowCommand('warning', { at, places, title }, wordsOf(run, verdict.reason))]
    if (verdict.status !== 'fail') return []
    return [
      workflowCommand(
        'error',
        { at, places, title },
        wordsOf(run, `expected: ${verdict.expected}`, `actual: ${verdict.actual}`),
      ),
    ]
  })
  return [...beside, ...wrong].join('')
}

/** What a gate does not let pass. */
export function slowerAnnotations(slower: readonly Change[], places: Places): string {
  const lines = slower.flatMap(change => {
    const { now } = change
    if (!now) return []
    const title = `slower: ${now.scenario} (${now.plane}, ${now.clock})`
    return [workflowCommand('error', { at: now.at, places, title }, changeWords(change).join('; '))]
  })
  return lines.join('')
}

function wordsOf(run: Run, ...lines: readonly string[]): string {
  const why = because(run)
  return [run.claim, ...lines, ...(why === undefined ? [] : [`because: ${why}`])].map(plain).join('\n')
}
