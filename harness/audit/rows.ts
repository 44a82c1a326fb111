// The rows of an audit: connections to one peer that have the same options are one row, and the worst come first. Pure.
import { seconds } from '../kit/format-time.ts'
import { detectorsText, firewallsText, noticesText, nowText } from './phrases.ts'
import type { AuditedConnection, AuditReport, AuditVerdict } from './report.ts'

/** In the order in which they are shown. Those that lack the same are neighbours. */
export function rowsOf({ connections }: AuditReport): Row[] {
  const rows = [...Map.groupBy(connections, likeness).values()].flatMap(([first, ...others]) =>
    first ? [rowOf([first, ...others])] : [],
  )
  return rows.toSorted((a, b) => rank(a).localeCompare(rank(b)))
}

/** One row, in words. */
export interface Row {
  readonly peer: string
  readonly pid: string
  readonly now: string
  readonly settings: string
  readonly noticed: string
  readonly verdict: AuditVerdict | undefined
  readonly details: readonly string[]
}

type Group = readonly [AuditedConnection, ...AuditedConnection[]]

/** What is in trouble now comes first, then what never notices. */
function rank({ verdict, now, noticed, details, peer }: Row): string {
  const isFirst = [/unanswered|no data/.test(now), noticed.startsWith('never'), details.length > 0]
  return [severity.indexOf(verdict), ...isFirst.map(first => (first ? 0 : 1)), ...details, peer].join()
}

const severity: readonly (AuditVerdict | undefined)[] = ['fail', 'inconclusive', undefined, 'pass']

function likeness({ accepted, local, remote, state, now, detectors, verdict }: AuditedConnection): string {
  const peer = accepted ? portOf(local) : remote
  return JSON.stringify([accepted, peer, state, now.state, now.unanswered > 0, detectors, verdict])
}

function rowOf(group: Group): Row {
  const slowest = group.reduce((worst, one) => (lastMs(one) > lastMs(worst) ? one : worst))
  const { notices, detectors, verdict, firewalls, advice } = slowest
  const { certain } = firewalls
  return {
    peer: peerText(group),
    pid: pidText(group),
    now: nowOf(group),
    settings: detectorsText(detectors),
    noticed: noticesText(notices),
    verdict,
    details: [
      ...(certain.length > 0 ? [`silently forgotten by ${firewallsText(certain)}`] : []),
      ...advice.map(({ text }) => text),
    ],
  }
}

/** `198.18.2.2:5432`, `198.18.2.2:5432 x20`, `:8080 from 198.18.1.2:40000`, `:8080 from 25 peers`. */
function peerText([{ accepted, local, remote }, ...others]: Group): string {
  const count = others.length + 1
  if (accepted) return `${portOf(local)} from ${count > 1 ? `${count} peers` : remote}`
  return count > 1 ? `${remote} x${count}` : remote
}

function pidText(group: Group): string {
  const pids = [...new Set(group.flatMap(connection => connection.pids))]
  return pids.length > 2 ? `${pids.length} processes` : pids.join(', ')
}

function nowOf(group: Group): string {
  const [{ state, now }] = group
  const times = group.flatMap(one => one.now.idleMs ?? [])
  const [least, most] = times.length > 0 ? [seconds(Math.min(...times)), seconds(Math.max(...times))] : []
  if (least === most || now.state !== 'idle' || now.unanswered > 0) return nowText(state, now)
  return `idle ${least} - ${most}`
}

function lastMs({ notices }: AuditedConnection): number {
  return Math.max(0, ...Object.values(notices).map(notice => (notice.kind === 'within' ? notice.toMs : 0)))
}

const portOf = (end: string): string => end.slice(end.lastIndexOf(':'))
