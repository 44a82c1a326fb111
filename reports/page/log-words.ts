// How the log calls who and what. Pure.
import { type LogSort, logFlags, type WhoView } from '../html/view.ts'
import type { Rows } from './rows.ts'

/** `client`, `client kernel`, `wire app > db`. */
export function whoWords({ name, sort }: WhoView): string {
  if (sort === 'kernel') return `${name} kernel`
  return sort === 'wire' && name !== 'wire' ? `wire ${name}` : name
}

/** `probe`, `retransmission, not passed on`. */
export function kindWords(rows: Rows, row: number): string {
  const kind = rows.kind(row)
  const words = kindNames[kind] ?? kind
  if (rows.is(row, logFlags.made)) return `${words}, made by the router`
  return rows.is(row, logFlags.dropped) ? `${words}, not passed on` : words
}

/** How a sort of rows is called where it is chosen. */
export const sortNames = {
  program: 'programs',
  kernel: 'kernels',
  wire: 'connections on the wire',
  packet: 'packets',
  output: 'output',
  name: 'look-ups of names',
} as const satisfies Record<LogSort, string>

const kindNames: Readonly<Record<string, string>> = {
  traffic: 'works',
  lost: 'gives up on its peer',
  closed: 'closed',
  reset: 'reset',
  exited: 'ended',
  'stale-answer': 'stale answer',
  recovered: 'works again',
  syn: 'SYN',
  fin: 'FIN',
  ack: 'acknowledgement',
  'window-probe': 'window probe',
}
