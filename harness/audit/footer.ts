// What has to be known to read an audit: the verdict in one line, where the figures came from, and what is not visible. Pure.

import { detectorsText, limitText } from './phrases.ts'
import type { AuditedProcess, AuditReport } from './report.ts'

/** The lines below the table. */
export function footOf(report: AuditReport): string[] {
  const { connections, processes, unread } = report
  const loopback = connections.some(one => one.loopback)
  const assumed = processes.find(({ settings }) => settings.assumed)?.settings.retries2
  return [
    ...verdictLine(report),
    ...[...Map.groupBy(processes, ({ source, because }) => `${source} ${because}`).values()].flatMap(sourceLine),
    'busy      data was sent, and is not acknowledged; idle: nothing is outstanding',
    'unseen    heartbeats and timeouts of the program itself: with them it notices sooner',
    ...(assumed === undefined
      ? []
      : [`assumed   tcp_retries2=${assumed}: root alone may read that of another namespace`]),
    ...(loopback ? ['loopback  judged as if the peer were on another machine'] : []),
    ...unread.map(({ reason }) => `unread    ${reason}`),
  ]
}

/** What to say instead of a table, where there is no connection. `children`: how many were not looked at. */
export function nothingText({ processes, unread }: AuditReport, children = 0): string {
  const who = processes.map(({ pid, name }) => `${pid} (${name})`).join(', ')
  const listening = processes.flatMap(process => process.listening)
  const ports = listening.map(({ local }) => local).join(', ')
  const begins = [...new Set(listening.map(({ detectors }) => detectorsText(detectors)))].join(' or ')
  const left = children === 1 ? 'Its child was' : `Its ${children} children were`
  return [
    `Nothing to audit: process ${who} has no TCP connection at the moment.`,
    ...(listening.length > 0 ? [`It listens on ${ports}; what it accepts begins with ${begins}.`] : []),
    ...(children > 0 ? [`${left} not looked at: add --tree.`] : []),
    ...unread.map(({ reason }) => `${reason}.`),
    'Audit it again while it is connected.',
  ].join(' ')
}

function verdictLine({ connections, verdict, withinMs }: AuditReport): string[] {
  if (withinMs === undefined || verdict === undefined) return []
  const judged = connections.flatMap(connection => connection.verdict ?? [])
  const limit = limitText(withinMs)
  for (const [wanted, one, more, what] of [
    ['fail', 'falls', 'fall', `outside ${limit}`],
    ['inconclusive', 'is', 'are', 'open: what decides is not visible'],
    ['pass', 'stays', 'stay', `within ${limit}`],
  ] as const) {
    const count = judged.filter(own => own === wanted).length
    const of = `${count} of ${judged.length} ${judged.length === 1 ? 'connection' : 'connections'}`
    if (count > 0) return [`${of} ${count === 1 ? one : more} ${what}`]
  }
  return []
}

function sourceLine([first, ...others]: readonly AuditedProcess[]): string[] {
  if (!first) return []
  const { source, because, fix, pid, name, namespace } = first
  const who = others.length > 0 ? `${others.length + 1} processes` : `process ${pid} (${name})`
  const where = namespace === 'another' ? ', in another network namespace' : ''
  const read = `source    ${source === '/proc' ? '/proc/PID/net/tcp' : source} of ${who}${where}`
  if (because === undefined) return [read]
  return [read, `hidden    keepalive's numbers and user timeouts, since ${because}: ${fix}`]
}
