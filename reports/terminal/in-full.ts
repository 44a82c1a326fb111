// All that there is to say of a run that did not pass: what was claimed, what happened and why, what to try, a small picture, and where to look.
import { join } from 'node:path'
import { seconds } from '../../harness/kit/format-time.ts'
import type { Report, Run } from '../../harness/model/report.ts'
import { advice } from '../advice.ts'
import { amiss } from '../amiss.ts'
import { anchorOf } from '../anchor.ts'
import { because } from '../because.ts'
import { foundWords } from '../found.ts'
import { labelled } from '../grid.ts'
import { type Look, paint, type Style } from '../look.ts'
import { lookupWords } from '../lookups.ts'
import { phaseLines, tookMs } from '../phases.ts'
import { past } from '../phrases.ts'
import { plain } from '../plain.ts'
import { beforeWords, surroundings } from '../surroundings.ts'
import { sysctlWords } from '../sysctl-words.ts'
import { fold, width } from '../wrap.ts'
import { marks, styles } from './marks.ts'
import { notes } from './notes.ts'
import { placeOf } from './rows.ts'
import { timeline } from './timeline.ts'

/** Its lines. */
export function inFull(run: Run, look: Look & { readonly output?: string | undefined }): readonly string[] {
  const { verdict, scenario } = run
  const { status } = verdict
  const how = `${past[status]}   ${placeOf(run)}   ${seconds(tookMs(run))}`
  return [
    ...heading(`${marks[status]} ${plain(scenario)}`, how, styles[status], look),
    ...said([...whereAndWhat(run), ...found(run)], look),
    ...timeline(run, look),
    ...said([...around(run), ...whereToLook(run, look.output)], look),
  ]
}

/** A name, and what is said of it on the same line where there is room. */
function heading(name: string, how: string, style: Style, look: Look): readonly string[] {
  const lines = fold(name, look.columns - 3, { at: 'names', hard: true })
  const fits = width(lines.at(-1) ?? '') + how.length + 6 <= look.columns
  const named = lines.map((line, i) => `${i === 0 ? ' ' : '   '}${paint(look, style, line)}`)
  return fits ? [...named.slice(0, -1), `${named.at(-1)}   ${how}`] : [...named, `   ${how}`]
}

/** What went wrong beside the scenarios: where, and what. */
export function errorLines({ errors = [] }: Pick<Report, 'errors'>, look: Look): readonly string[] {
  return errors.flatMap(({ where, at, message }) => [
    ...heading(`${marks.fail} ${plain(where)}`, 'error', styles.fail, look),
    ...said([...(at === undefined ? [] : [['where', at] as const]), ['message', message]], look),
  ])
}

type Said = readonly (readonly [name: string, words: string])[]

/** What is to be copied stays on one line: a terminal breaks it where it copies it whole. */
function said(list: Said, look: Look): readonly string[] {
  return list.map(([name, words]) =>
    labelled(name, words, copied.has(name) ? { ...look, columns: Number.POSITIVE_INFINITY } : look),
  )
}

const copied: ReadonlySet<string> = new Set(['again', 'look', 'wire'])

function whereAndWhat({ at, claim }: Run): Said {
  return [...(at === undefined ? [] : [['where', at] as const]), ['claim', claim]]
}

function found(run: Run): Said {
  const { verdict } = run
  const why = because(run)
  const next = advice(run)
  return [
    ...(verdict.status === 'fail'
      ? ([
          ['expected', verdict.expected],
          ['actual', verdict.actual],
        ] as const)
      : []),
    ...('reason' in verdict && verdict.reason !== undefined ? [['reason', verdict.reason] as const] : []),
    ...(why === undefined ? [] : [['because', why] as const]),
    ...notes(run).map(words => ['note', words] as const),
    ...(next === undefined ? [] : [['try', next] as const]),
  ]
}

function around(run: Run): Said {
  return [
    ...phaseLines(run).map(words => ['phase', words] as const),
    ...surroundings(run),
    ...(run.before ?? []).map(step => ['before', beforeWords(step)] as const),
    ...lookupWords(run).map(words => ['asked', words] as const),
    ...run.steps.flatMap(step => foundWords(step.found) ?? []).map(words => ['found', words] as const),
    ...sysctlWords(run).map(words => ['sysctls', words] as const),
    ...amiss(run),
  ]
}

function whereToLook(run: Run, output = 'reports/out'): Said {
  const wire = run.pcap === undefined ? [] : [['wire', join(output, run.pcap)] as const]
  return [['look', `${output}/report.html#${anchorOf(run)}`], ...wire]
}
