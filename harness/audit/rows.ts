// The rows of an audit: connections to one peer that have the same options are one row, and the worst come first. Pure.
import { seconds } from '../kit/format-time.ts'
import { detectorsText, firewallsText, noticesText, nowText } from './phrases.ts'
import type { AuditedConnection, AuditReport, AuditVerdict } from './report.ts'

/** In the order in which they are shown. Those that lack the same are neighbours. */
export function rowsOf({ connections }: AuditReport): Row[] {
  const ranked = [...Map.groupBy(connections, likeness).values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const row = rowOf([first, ...others])
    return [{ row, rank: rankOf(first, row) }]
  })
  return ranked.toSorted((a, b) => a.rank.localeCompare(b.rank)).map(({ row }) => row)
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

/** Of the worst verdicts what is in trouble now comes first, then what never notices. Those of a row are alike in both. */
function rankOf(one: AuditedConnection, { verdict, details, peer }: Row): string {
  const [notice] = Object.values(one.notices)
  const isFirst = [isInTrouble(one), notice?.kind === 'never', details.length > 0]
  return [severity.indexOf(verdict), ...isFirst.map(first => (first ? 0 : 1)), ...details, peer].join()
}

/** Its peer does not answer, or takes no data. One that is connecting, or closed by its peer, is not there yet or no longer. */
function isInTrouble({ state, now }: AuditedConnection): boolean {
  if (state === 'CLOSE-WAIT' || now.state === 'connecting') return false
  return now.state === 'zero-window' || now.unanswered > 0
}

const severity: readonly (AuditVerdict | undefined)[] = ['fail', 'inconclusive', undefined, 'pass']

function likeness({ accepted, localPort, remote, state, now, detectors, verdict }: AuditedConnection): string {
  const peer = accepted ? localPort : remote
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
function peerText([{ accepted, localPort, remote }, ...others]: Group): string {
  const count = others.length + 1
  if (accepted) return `:${localPort} from ${count > 1 ? `${count} peers` : remote}`
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
