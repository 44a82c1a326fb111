// Faults and states as a table, and as lists where the terminal is too narrow for one.

import type { Answer, Cell } from '../harness/explain/explanation.ts'
import { atOnceMs } from '../harness/explain/sentence.ts'
import { seconds } from '../harness/kit/format-time.ts'
import { clientStates } from '../harness/model/connection-state.ts'
import { type Look, paint, type Style } from './look.ts'
import { clockWords, stateNames, windowWords } from './phrases.ts'
import { wrap } from './wrap.ts'

/** Faults with the same answers share a row. Where it would be too wide, times stand closer together. */
export function explainTable(cells: readonly Cell[], look: Look): string {
  const rows = rowsOf(cells)
  const close = (answer: Cell) => cellWords(answer, '-')
  for (const words of [(answer: Cell) => cellWords(answer), close]) {
    const table = [titles, ...rows.map(({ names, answers }) => [names[0] ?? '', ...answers.map(words)])]
    const widths = titles.map((_title, i) => Math.max(...table.map(line => line[i]?.length ?? 0)))
    widths[0] = Math.max(...cells.map(({ fault }) => fault.length))
    if (widths.reduce((sum, width) => sum + width + 2, -1) <= look.columns) return drawn(rows, words, widths, look)
  }
  return rows.map(row => listed(row, look)).join('\n')
}

/** `25.1 - 30.7 s`, `at once`, `up to 14.0 s`, `5 min`. */
export function timeWords({ what, window: [low, high] = [0, 0], orNever }: Answer, dash?: string): string {
  if (what === 'dropped') return seconds(high)
  const may = orNever ? '?' : ''
  if (high <= atOnceMs) return `at once${may}`
  if (low <= atOnceMs) return `up to ${high < 99_950 ? seconds(high) : clockWords(high)}${may}`
  return `${seconds(low) === seconds(high) ? seconds(high) : windowWords([low, high], dash)}${may}`
}

interface Row {
  readonly names: string[]
  readonly answers: readonly Cell[]
}

function rowsOf(cells: readonly Cell[]): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const fault of new Set(cells.map(cell => cell.fault))) {
    const answers = clientStates.flatMap(state => cells.filter(cell => cell.fault === fault && cell.state === state))
    const key = answers.map(answer => cellWords(answer)).join('|')
    const row = rows.get(key)
    if (row) row.names.push(fault)
    else rows.set(key, { names: [fault], answers })
  }
  return [...rows.values()]
}

const titles = ['fault', ...clientStates.map(state => stateNames[state])]

function drawn(rows: readonly Row[], words: (answer: Cell) => string, widths: readonly number[], look: Look): string {
  const line = (texts: readonly string[], style: (i: number) => Style | undefined) =>
    ` ${texts.map((text, i) => paint(look, style(i), text.padEnd(widths[i] ?? 0))).join('  ')}`.trimEnd()
  return [
    line(titles, () => 'dim'),
    ...rows.flatMap(({ names, answers }) => [
      line([names[0] ?? '', ...answers.map(words)], i =>
        i === 0 ? undefined : styles[answers[i - 1]?.what ?? 'untold'],
      ),
      ...names.slice(1).map(name => ` ${name}`),
    ]),
  ].join('\n')
}

/** A line a row: its faults, and below them the states, each with its answer; states with the same answer share it. */
function listed({ names, answers }: Row, look: Look): string {
  const byWords = Map.groupBy(clientStates, (_state, i) => {
    const answer = answers[i]
    return answer ? cellWords(answer) : ''
  })
  const parts = [...byWords].map(([words, states]) =>
    states.length === clientStates.length ? words : `${states.map(state => stateNames[state]).join(', ')}: ${words}`,
  )
  return ` ${paint(look, 'bold', wrap(names.join(', '), look.columns, 1))}\n   ${wrap(parts.join('; '), look.columns, 3)}`
}

/** With a `*` where the caller is told something else than its kernel or its library knows. */
function cellWords(cell: Cell, dash?: string): string {
  return `${answerWords(cell, dash)}${isMarked(cell) ? '*' : ''}`
}

/** What is told later, and what the league has measured otherwise. */
export function isMarked({ told, differs }: Cell): boolean {
  return told !== undefined || differs !== undefined
}

/** `25.1 - 30.7 s`, `never`, `survives`, `false alarm`, and `?` where it may be so, or where nobody can say. */
function answerWords(answer: Answer, dash?: string): string {
  const { what, orNever } = answer
  if (what === 'untold') return '?'
  if (what === 'false alarm') return orNever ? 'false alarm?' : what
  if (what === 'dropped') return `closed, ${timeWords(answer, dash)}`
  return answer.window ? timeWords(answer, dash) : what
}

const styles: Readonly<Record<Answer['what'], Style | undefined>> = {
  noticed: undefined,
  never: 'red',
  survives: 'green',
  'false alarm': 'yellow',
  dropped: undefined,
  untold: 'yellow',
}
