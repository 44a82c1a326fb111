// A run that was opened: what came out, its timeline, what happened, what it rests on, and how it is run again.
import { signs } from '../html/badge.ts'
import type { AgainView, BoundRow, DetailsView, Pair, RunView, SocketView } from '../html/view.ts'
import { add, button, element } from './dom.ts'
import { Log } from './log.ts'
import { Rows } from './rows.ts'
import { exact, type Origin, sinceOrigin } from './scales.ts'
import { Timeline } from './timeline.ts'

/** Its element. `close` is called when somebody wants it gone. */
export function section(view: RunView, close: () => void): Opened {
  const { status, scenario, where, claim, findings, details, id } = view
  const head = element(
    'h2',
    {},
    element('code', {}, scenario),
    element('span', { class: `badge ${status}` }, `${signs[status]} ${status}`),
    element('small', {}, where),
    button('close', close, { 'aria-label': `close ${id}` }),
  )
  const made = element(
    'section',
    { class: `run ${status}`, 'aria-label': `${scenario}, ${where}` },
    head,
    element('p', { class: 'claim' }, claim),
    definitions(findings),
  )
  if (!details) return { element: made, timeline: undefined }
  const timeline = happened(made, details)
  add(made, rests(details), sockets(details.sockets, details.timeline ?? start), again(details.again))
  return { element: made, timeline }
}

/** What was opened. */
export interface Opened {
  readonly element: HTMLElement
  readonly timeline: Timeline | undefined
}

/** The picture and the list lead to each other. */
function happened(into: HTMLElement, { timeline: view, log: logView }: DetailsView): Timeline | undefined {
  const rows = new Rows(logView)
  const log = new Log(rows, view ?? start, row => timeline?.choose(row))
  const timeline: Timeline | undefined =
    view &&
    new Timeline(
      view,
      rows,
      range => log.within(range),
      row => log.reveal(row),
    )
  add(into, ...(timeline ? [timeline.element] : []), element('h3', {}, 'What happened'), log.element)
  if (timeline) log.within(timeline.range)
  return timeline
}

function rests({ bounds, facts }: DetailsView): HTMLElement {
  return element(
    'div',
    {},
    element('h3', {}, 'How we know'),
    table(['demanded', 'found', 'predicted', 'verdict'], bounds.map(boundCells)),
    definitions(facts),
  )
}

function boundCells({ demanded, found, predicted, status }: BoundRow): readonly (string | Node)[] {
  return [demanded, found, predicted, element('span', { class: `badge ${status}` }, `${signs[status]} ${status}`)]
}

/** Of what has no timeline. */
const start = { originMs: 0, originFromMs: 0, origin: 'start' }

function sockets(all: readonly SocketView[], origin: Origin): HTMLElement | undefined {
  if (all.length === 0) return undefined
  const heads = ['connection', 'born', 'set at birth', 'as a fault found it', "the last of its client's kernel"]
  const cells = all.map(({ name, ends, born, atBirth, atFault, last }) => [
    element('span', {}, name, ...(ends === '' ? [] : [element('br'), element('small', {}, ends)])),
    exact(sinceOrigin(origin, born)),
    atBirth,
    element('span', {}, ...atFault.flatMap((words, at) => (at === 0 ? [words] : [element('br'), words]))),
    last,
  ])
  return element('div', { class: 'sockets' }, element('h3', {}, 'What the sockets said'), table(heads, cells))
}

function again({ command, at, programs, versions, pcap, before, network }: AgainView): HTMLElement {
  const link = pcap && element('a', { href: pcap.href }, pcap.name)
  return element(
    'div',
    {},
    element('h3', {}, 'Run it again'),
    copyable(command),
    definitions([
      ...(at === undefined ? [] : [['scenario at', at] as const]),
      ...programs.map(([name, words]) => [`${name} runs`, words] as const),
      ['versions', versions],
    ]),
    ...(link ? [element('p', {}, 'all packets: ', link)] : []),
    folded('What ran before', before),
    folded('This network by hand', network),
  )
}

function copyable(command: string): HTMLElement {
  const line = element('div', { class: 'command' }, element('pre', { tabindex: 0 }, command))
  const { clipboard } = navigator
  if (clipboard) {
    const copy = button('copy', () => {
      clipboard.writeText(command).then(
        () => copy.replaceChildren('copied'),
        () => copy.replaceChildren('cannot copy'),
      )
    })
    line.append(copy)
  }
  return line
}

function folded(summary: string, lines: readonly string[]): HTMLElement | undefined {
  if (lines.length === 0) return undefined
  return element('details', {}, element('summary', {}, summary), element('pre', { tabindex: 0 }, lines.join('\n')))
}

function definitions(pairs: readonly Pair[]): HTMLElement {
  return element('dl', {}, ...pairs.flatMap(([name, words]) => [element('dt', {}, name), element('dd', {}, words)]))
}

function table(heads: readonly string[], rows: readonly (readonly (string | Node)[])[]): HTMLElement {
  const head = element('thead', {}, element('tr', {}, ...heads.map(words => element('th', { scope: 'col' }, words))))
  const body = element(
    'tbody',
    {},
    ...rows.map(cells => element('tr', {}, ...cells.map(cell => element('td', {}, cell)))),
  )
  return element(
    'div',
    { class: 'wide', tabindex: 0, role: 'region', 'aria-label': heads.join(', ') },
    element('table', { class: 'tables' }, head, body),
  )
}
