// All that happened in a run as one log: what programs, kernels and the wire showed, packets, output and look-ups, in columns and in order.
import { sum } from '../../harness/kit/sum.ts'
import type { Connection } from '../../harness/model/connection.ts'
import { isLoss, type Observation } from '../../harness/model/observation.ts'
import { appOf, type Path, readObserver } from '../../harness/model/observer.ts'
import type { Packet } from '../../harness/model/packet.ts'
import type { Line } from '../../harness/model/record.ts'
import type { Run } from '../../harness/model/report.ts'
import type { Ms } from '../../harness/model/units.ts'
import { usualEnds } from '../../harness/verdict/usual-ends.ts'
import { answerWords } from '../lookups.ts'
import { flipped, laneAt, lanesOf, pathName, staleLane } from './lanes.ts'
import { type LaneView, type LogSort, type LogView, logFlags, type WhoView } from './view.ts'

/** The log of a run. */
export function logOf(run: Run): LogView {
  const lanes = lanesOf(run)
  const lines = endsOf(run.lines)
  const isUsual = usualEnds(run)
  const rows = [
    ...run.observations.map(seen => {
      const row = ofObservation(seen, lanes, run.connections)
      return isUsual(seen) ? asAlways(row) : row
    }),
    ...(run.packets ?? []).map(packet => ofPacket(packet, lanes)),
    ...lines.map(line => ofLine(line, lanes)),
    ...(run.lookups ?? []).map(
      (lookup): Row => ({
        atMs: lookup.atMs,
        who: { name: lookup.host, sort: 'name' },
        kind: 'look-up',
        text: `${lookup.name} ${lookup.type}: ${answerWords(lookup)}${(lookup.times ?? 1) > 1 ? `; ${lookup.times} times` : ''}`,
      }),
    ),
  ]
    .map(row => unlessLater(row, run.endedAtMs))
    .toSorted((a, b) => a.atMs - b.atMs)
  return inColumns(rows, leftOut(run, lines.length))
}

/** What comes after the end of the watch was judged by nobody: it is listed, and drawn nowhere. */
function unlessLater(row: Row, endedAtMs: Ms): Row {
  if (row.atMs <= endedAtMs) return row
  const { name, sort } = row.who
  return { ...row, who: { name, sort } }
}

interface Row {
  readonly atMs: Ms
  readonly who: WhoView
  readonly kind: string
  readonly text: string
  readonly flags?: number
  readonly sign?: string
}

/** So many lines of output from the beginning and from the end: all of them are in report.json. */
const most = { first: 200, last: 800, letters: 2_000 }

function ofObservation(seen: Observation, lanes: readonly LaneView[], connections: readonly Connection[]): Row {
  const { atMs, by, kind, code, detail, connection } = seen
  const text = code === undefined ? detail : `${code}: ${detail}`
  const known = connection === undefined ? undefined : connections[connection - 1]
  const made = known?.id === connection ? known : connections.find(({ id }) => id === connection)
  const sign = isLoss(seen) || kind === 'recovered' ? { sign: code ?? kind } : {}
  const lane = kind === 'stale-answer' ? staleLane(lanes, by) : undefined
  const who = { ...whoOf(by, lanes, made), ...(lane === undefined ? {} : { lane }) }
  return { atMs, who, kind, text, ...sign }
}

/** The end of a connection as it always ends is listed, and no sign of anything. */
function asAlways({ sign: _none, kind, ...row }: Row): Row {
  return { ...row, kind: `${kind}, as always` }
}

function whoOf(by: Observation['by'], lanes: readonly LaneView[], path: Path | undefined): WhoView {
  const read = readObserver(by)
  const lane = laneAt(lanes, by, path)
  const drawn = lane === undefined ? {} : { lane }
  if (read?.level === 'app') return { name: read.host, sort: 'program', ...drawn }
  if (read?.level === 'kernel') return { name: read.host, sort: 'kernel', ...drawn }
  const on = (read?.level === 'wire' ? read.path : undefined) ?? path
  return { name: on ? pathName(on) : by, sort: 'wire', ...drawn }
}

/** Drawn with the connections that were made the same way: a packet back lies in the same lane. */
function ofPacket(packet: Packet, lanes: readonly LaneView[]): Row {
  const { atMs, kind, passedAtMs, made } = packet
  const forth = laneAt(lanes, 'wire', packet)
  const lane = forth ?? laneAt(lanes, 'wire', flipped(packet))
  const back = forth === undefined || lanes[forth]?.host === pathName(flipped(packet))
  const flags = sum([
    back ? logFlags.back : 0,
    passedAtMs === undefined ? logFlags.dropped : 0,
    made ? logFlags.made : 0,
  ])
  const who = { name: pathName(packet), sort: 'packet', ...(lane === undefined ? {} : { lane }) } as const
  return { atMs, who, kind, text: packetWords(packet), flags }
}

/** `SYN ACK, seq 0, ack 1`, `ACK, seq 7, ack 20, 5 bytes, passed on 20.013 ms later, connection 2`. */
function packetWords({ atMs, connection, flags, seq, ack, payloadBytes, code, passedAtMs = atMs }: Packet): string {
  const heldMs = passedAtMs - atMs
  return [
    ...(flags === undefined ? [] : [flags]),
    ...(seq === undefined ? [] : [`seq ${seq}`]),
    ...(ack === undefined ? [] : [`ack ${ack}`]),
    ...(payloadBytes === undefined ? [] : [`${payloadBytes} ${payloadBytes === 1 ? 'byte' : 'bytes'}`]),
    ...(code === undefined ? [] : [code]),
    ...(heldMs < 0.5 ? [] : [`passed on ${heldMs.toFixed(3)} ms later`]),
    ...(connection === undefined ? [] : [`connection ${connection}`]),
  ].join(', ')
}

function ofLine({ atMs, host, stream, text }: Line, lanes: readonly LaneView[]): Row {
  const shown = text.length > most.letters ? `${text.slice(0, most.letters)} ...` : text
  const lane = laneAt(lanes, appOf(host))
  return {
    atMs,
    who: { name: host, sort: 'output', ...(lane === undefined ? {} : { lane }) },
    kind: stream,
    text: shown,
  }
}

function endsOf(lines: readonly Line[]): readonly Line[] {
  const left = lines.length - most.first - most.last
  return left > 0 ? [...lines.slice(0, most.first), ...lines.slice(-most.last)] : lines
}

function leftOut({ lines, packetGaps = [] }: Run, shown: number): readonly string[] {
  const packets = sum(packetGaps.map(gap => gap.packets))
  const left = lines.length - shown
  return [
    ...(left > 0 ? [`${left.toLocaleString('en')} lines of output are left out here; report.json has them`] : []),
    ...(packets > 0 ? [`${packets.toLocaleString('en')} packets are left out here; the capture has them`] : []),
  ]
}

function inColumns(rows: readonly Row[], left: readonly string[]): LogView {
  const [whos, kinds, texts] = [new Index<WhoView>(whoKey), new Index<string>(String), new Index<string>(String)]
  let lastUs = 0
  const us = rows.map(({ atMs }) => {
    const sinceUs = Math.round(atMs * 1_000) - lastUs
    lastUs += sinceUs
    return sinceUs
  })
  return {
    us,
    who: rows.map(({ who }) => whos.of(who)),
    kind: rows.map(({ kind }) => kinds.of(kind)),
    text: rows.map(({ text }) => texts.of(text)),
    flags: rows.map(({ flags = 0 }) => flags),
    signs: rows.flatMap(({ sign }, row) => (sign === undefined ? [] : [{ row, label: sign }])),
    whos: whos.all,
    kinds: kinds.all,
    texts: texts.all,
    left,
  }
}

function whoKey({ name, sort, lane }: { name: string; sort: LogSort; lane?: number }): string {
  return `${sort} ${lane} ${name}`
}

/** Each value once, by its place. */
class Index<T> {
  readonly all: T[] = []
  readonly #places = new Map<string, number>()
  readonly #key: (value: T) => string

  constructor(key: (value: T) => string) {
    this.#key = key
  }

  of(value: T): number {
    const key = this.#key(value)
    const place = this.#places.get(key) ?? this.all.push(value) - 1
    this.#places.set(key, place)
    return place
  }
}
