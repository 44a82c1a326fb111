// What did not pass as annotations of GitHub Actions, each at its file and line: workflow commands, a line each. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
import { relative, resolve } from 'node:path'
import type { Report, Run } from '../harness/model/report.ts'
import type { Change } from './against/changes.ts'
import { changeWords } from './against/words.ts'
import { because } from './because.ts'
import { past } from './phrases.ts'
import { plain } from './plain.ts'

/** Where files are: `root` is what a report names them from, `workspace` what GitHub does. */
export interface Places {
  readonly root: string
  readonly workspace: string
}

/** What failed is an error, and what was left open a warning: Actions shows ten of each. Empty, or lines that are ended. */
export function annotationsOf({ runs, errors = [] }: Pick<Report, 'runs' | 'errors'>, places: Places): string {
  const beside = errors.map(({ where, at, message }) => command('error', { at, places, title: where }, message))
  const wrong = runs.flatMap(run => {
    const { verdict, at } = run
    const title = `${past[verdict.status]}: ${run.scenario} (${run.plane}, ${run.clock})`
    if (verdict.status === 'inconclusive')
      return [command('warning', { at, places, title }, wordsOf(run, verdict.reason))]
    if (verdict.status !== 'fail') return []
    return [
      command(
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
    return [command('error', { at: now.at, places, title }, changeWords(change).join('; '))]
  })
  return lines.join('')
}

function wordsOf(run: Run, ...lines: readonly string[]): string {
  const why = because(run)
  return [run.claim, ...lines, ...(why === undefined ? [] : [`because: ${why}`])].map(plain).join('\n')
}

interface About {
  /** `file:line`. */
  readonly at: string | undefined
  readonly places: Places
  readonly title: string
}

function command(name: 'error' | 'warning', { at, places, title }: About, message: string): string {
  const [, file, line] = /^(.+):(\d+)$/.exec(at ?? '') ?? []
  const place =
    file === undefined || line === undefined
      ? {}
      : { file: relative(places.workspace, resolve(places.root, file)).replaceAll('\\', '/'), line }
  const named = Object.entries({ ...place, title: plain(title) }).map(([key, value]) => `${key}=${property(value)}`)
  return `::${name} ${named.join(',')}::${content(message)}\n`
}

/** Nothing in it ends the command. */
function content(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** Nor its property. */
function property(text: string): string {
  return content(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
