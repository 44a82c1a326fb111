// What becomes of a connection, for a person: a table of faults and states, each reason said once, and the boxes that forget it.

import type { Answer, Cell, Explanation } from '../harness/explain/explanation.ts'
import type { Client } from '../harness/facts/clients.ts'
import { given, seconds } from '../harness/kit/format-time.ts'
import { clientStates } from '../harness/model/connection-state.ts'
import { explainTable, isMarked, timeWords } from './explain-table.ts'
import { type Look, paint } from './look.ts'
import { stateNames } from './phrases.ts'
import { wrap } from './wrap.ts'

/** Ends with a newline. */
export function renderExplanation(explanation: Explanation, look: Look): string {
  return `${[head(explanation, look), explainTable(explanation.cells, look), why(explanation.cells, look), ...later(explanation.cells, look), ...otherwise(explanation.cells, look), boxes(explanation, look)].join('\n\n')}\n`
}

/** A line a client. */
export function renderClients(clients: readonly Client[], { columns }: Look): string {
  const idWidth = Math.max(...clients.map(({ id }) => id.length))
  const settingsWidth = Math.max(...clients.map(({ settings }) => settings.length))
  const rows = clients.map(
    ({ id, settings, name }) => ` ${id.padEnd(idWidth)}  ${settings.padEnd(settingsWidth)}  ${name}`,
  )
  return rows.map(row => `${row.slice(0, columns).trimEnd()}\n`).join('')
}

function head({ settings, client, kernel, rttMs, cells }: Explanation, look: Look): string {
  const may = cells.some(({ orNever }) => orNever) ? ' What has a ? may also never come.' : ''
  const untold = cells.some(({ what }) => what === 'untold') ? ' A ? alone cannot be predicted.' : ''
  const marked = cells.some(isMarked) ? ' What has a * is another time for its caller, as said below.' : ''
  const by = wrap(
    `Counted from the fault, in whatever phase of the timers it comes; a request, a write or a SYN went out just before it.${may}${untold}${marked} Linux ${kernel.release}, HZ=${kernel.hz}, ${rttMs === undefined ? 'on a network of its own: --rtt says how long the way is' : `a round trip of ${given(rttMs)}`}.`,
    look.columns,
    1,
  )
  if (!client) return ` ${paint(look, 'bold', settings)}\n ${by}`
  const { name, version, assumes, connectTimeoutMs, closesIdleMs, verified, notes, measured, options, sources } = client
  const lines = [
    ['as it comes', settings],
    ...(connectTimeoutMs === undefined ? [] : [['connect', `given up after ${seconds(connectTimeoutMs)}`]]),
    ...(closesIdleMs === undefined ? [] : [['pool', `closes a connection that was idle for ${seconds(closesIdleMs)}`]]),
    ...(assumes === undefined ? [] : [['assuming', assumes]]),
    ...(notes === '' ? [] : [['notes', notes]]),
    ...measured.map(what => ['measured', what]),
    ['can be set', options.join(', ')],
    ['source', `${sources.join(', ')} (${verified})`],
  ].map(([word = '', text = '']) => `   ${word.padEnd(12)}${wrap(text, look.columns, 15)}`)
  return [` ${paint(look, 'bold', `${name}, ${version}`)}`, ...lines, ` ${by}`].join('\n')
}

const severity = ['never', 'untold', 'false alarm', 'noticed', 'dropped', 'survives'] as const

/** Each reason once, with when and where it holds; the worst first. */
function why(cells: readonly Cell[], look: Look): string {
  const reasons = Map.groupBy(cells, ({ what, because }) => `${whatWords[what]}${because}.`)
  return [...reasons]
    .toSorted(([, [a]], [, [b]]) => severityOf(a) - severityOf(b))
    .map(([reason, own]) => [` ${wrap(reason, look.columns, 1)}`, ...whenAndWhere(own, look)].join('\n'))
    .join('\n')
}

const whatWords = {
  noticed: 'Noticed, because ',
  never: 'Never noticed, because ',
  survives: 'Survives, because ',
  'false alarm': 'A living peer is given up, because ',
  dropped: 'Not noticed, but closed after it was idle for so long: ',
  untold: 'Cannot be predicted: ',
} as const satisfies Record<Answer['what'], string>

function severityOf(cell: Cell | undefined): number {
  return cell ? severity.indexOf(cell.what) : severity.length
}

function whenAndWhere(cells: readonly Cell[], look: Look): string[] {
  const times = Map.groupBy(cells, cell => (cell.window ? timeWords(cell) : ''))
  const width = Math.max(...[...times.keys()].map(time => time.length))
  const indent = width === 0 ? 4 : 6 + width
  return [...times].map(
    ([time, own]) =>
      `    ${time.padEnd(width)}${width === 0 ? '' : '  '}${paint(look, 'dim', wrap(whereWords(own), look.columns, indent))}`,
  )
}

/** When a caller hears of what was noticed, where the program tries again in silence first. */
function later(cells: readonly Cell[], look: Look): string[] {
  const told = cells.flatMap(({ told: window, ...cell }) => (window ? [{ ...cell, window }] : []))
  if (told.length === 0) return []
  return [` Its caller gets the error later: it retries silently first.\n${whenAndWhere(told, look).join('\n')}`]
}

/** Where the league has measured otherwise, and why: the figures stand above. */
function otherwise(cells: readonly Cell[], look: Look): string[] {
  const reasons = Map.groupBy(
    cells.filter(({ differs }) => differs !== undefined),
    ({ differs = '' }) => differs,
  )
  if (reasons.size === 0) return []
  const lines = [...reasons].map(([reason, own]) => `   ${wrap(`${whereWords(own)}: ${reason}`, look.columns, 5)}`)
  return [` Measured otherwise:\n${lines.join('\n')}`]
}

/** `power-off, black-hole: idle, busy; none: in every state`. */
function whereWords(cells: readonly Cell[]): string {
  const byFault = Map.groupBy(cells, ({ fault }) => fault)
  const byStates = Map.groupBy(byFault, ([, own]) =>
    own.length === clientStates.length ? 'in every state' : own.map(({ state }) => stateNames[state]).join(', '),
  )
  return [...byStates].map(([states, faults]) => `${faults.map(([fault]) => fault).join(', ')}: ${states}`).join('; ')
}

function boxes({ firewalls }: Explanation, look: Look): string {
  const lines = [
    ['an idle connection is dropped silently behind', firewalls.forgotten, 'red'],
    ['it is closed, and both ends are notified, by', firewalls.closed, undefined],
    ['nobody can say what becomes of it behind', firewalls.unknown, undefined],
    ['it survives behind', firewalls.survives, 'green'],
  ] as const
  return lines
    .filter(([, ids]) => ids.length > 0)
    .map(
      ([what, ids, style]) =>
        ` ${paint(look, style, `${ids.length} `.padStart(3))}${wrap(`${what} ${ids.join(', ')}`, look.columns, 4)}`,
    )
    .join('\n')
}
