// What is drawn of a log in each lane: signs apart, what happens often as bands, however many events there are. Pure.
import { bisector } from 'd3-array'
import { logFlags } from '../html/view.ts'
import type { Rows } from './rows.ts'

/** Rows of one lane that look alike, in their order. */
export interface Group {
  readonly lane: number
  readonly look: string
  readonly back: boolean
  readonly dropped: boolean
  readonly atMs: readonly number[]
  readonly rows: readonly number[]
}

/** From and to as places, how many it stands for, and the first of them. */
export interface Band {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly row: number
}

/** Every event that is drawn, by lane and look: where packets are known, what the wire makes of them is not drawn as well. */
export function groupsOf(rows: Rows): readonly Group[] {
  const hasPackets = rows.view.whos.some(({ sort }) => sort === 'packet')
  const groups = new Map<string, Group & { atMs: number[]; rows: number[] }>()
  for (let row = 0; row < rows.length; row++) {
    const { lane, sort } = rows.who(row)
    const kind = rows.kind(row)
    const look = sort === 'packet' ? packetLooks[kind] : looks[kind]
    if (lane === undefined || look === undefined || (sort === 'wire' && hasPackets)) continue
    const back = rows.is(row, logFlags.back)
    const dropped = rows.is(row, logFlags.dropped)
    const key = `${lane} ${look} ${back} ${dropped}`
    const group = groups.get(key) ?? { lane, look, back, dropped, atMs: [], rows: [] }
    groups.set(key, group)
    group.atMs.push(rows.at(row))
    group.rows.push(row)
  }
  return [...groups.values()]
}

/** What of a group is seen, in stretches that are at least `apart` from each other. */
export function bandsOf(
  { atMs, rows }: Group,
  place: (ms: number) => number,
  [fromMs, toMs]: readonly [number, number],
  apart: number,
): readonly Band[] {
  const found: { from: number; to: number; count: number; row: number }[] = []
  for (let at = order.left(atMs, fromMs); at < atMs.length; at++) {
    const ms = atMs[at] ?? 0
    if (ms > toMs) break
    const x = place(ms)
    const last = found.at(-1)
    if (last && x - last.to <= apart) {
      last.to = x
      last.count++
    } else found.push({ from: x, to: x, count: 1, row: rows[at] ?? 0 })
  }
  return found
}

/** What there is much of, and becomes a band where it is dense. */
export function isFlow(look: string): boolean {
  return flows.has(look)
}

const flows: ReadonlySet<string> = new Set(['traffic', 'ack', 'stale', 'said'])

const order = bisector((atMs: number) => atMs)

/** How an observation looks. */
const looks: Readonly<Record<string, string>> = {
  traffic: 'traffic',
  'stale-answer': 'stale',
  lost: 'loss',
  closed: 'loss',
  reset: 'loss',
  exited: 'loss',
  recovered: 'recovered',
  stdout: 'said',
  stderr: 'said',
}

const packetLooks: Readonly<Record<string, string>> = {
  data: 'traffic',
  datagram: 'traffic',
  ack: 'ack',
  syn: 'syn',
  fin: 'syn',
  probe: 'probe',
  'window-probe': 'probe',
  retransmission: 'retransmission',
  reset: 'reset',
  unreachable: 'unreachable',
}
