// What has to be known to read an audit: the verdict in one line, where the figures came from, and what is not visible. Pure.
import type { AuditedProcess, AuditReport } from './report.ts'
import { detectorsText, limitText } from './words.ts'

/** The lines below the table. */
export function footOf(report: AuditReport): string[] {
  const { connections, processes, unread } = report
  const loopback = connections.some(({ remote }) => /^(127\.|\[::1\])/.test(remote))
  const sources = Map.groupBy(processes, ({ source, because }) => `${source} ${because}`)
  const assumed = processes.find(({ kernel }) => kernel.assumed)
  return [
    ...verdictLine(report),
    ...[...sources.values()].flatMap(sourceLine),
    ...(assumed
      ? [
          `assumed   tcp_retries2=${assumed.kernel.retries2}, the default: another network namespace shows its settings to root only`,
        ]
      : []),
    ...(loopback ? ['loopback  judged as if the peer were on another machine'] : []),
    ...unread.map(({ reason }) => `unread    ${reason}`),
  ]
}

/** What to say instead of a table, where there is no connection. `children`: how many were not looked at. */
export function nothingText({ processes }: AuditReport, children = 0): string {
  const who = processes.map(({ pid, name }) => `${pid} (${name})`).join(', ')
  const listening = processes.flatMap(process => process.listening)
  const detectors = [...new Set(listening.map(socket => detectorsText(socket.detectors)))]
  return [
    `Nothing to audit: process ${who} has no TCP connection at the moment.`,
    ...(listening.length > 0
      ? [
          `It listens on ${listening.map(({ local }) => local).join(', ')}; what it accepts begins with ${detectors.join(' or ')}.`,
        ]
      : []),
    ...(children > 0
      ? [`Its ${children === 1 ? 'child was' : `${children} children were`} not looked at: add --tree.`]
      : []),
    'Audit it again while it is connected.',
  ].join(' ')
}

function verdictLine({ connections, verdict, withinMs }: AuditReport): string[] {
  if (withinMs === undefined || verdict === undefined) return []
  const judged = connections.flatMap(connection => connection.verdict ?? [])
  const count = (wanted: string) => judged.filter(one => one === wanted).length
  const of = `of ${judged.length} ${judged.length === 1 ? 'connection' : 'connections'}`
  const limit = limitText(withinMs)
  if (count('fail') > 0) return [`${count('fail')} ${of} ${count('fail') === 1 ? 'falls' : 'fall'} outside ${limit}`]
  if (count('inconclusive') > 0) return [`${count('inconclusive')} ${of} cannot be judged: what decides is not visible`]
  return [`${judged.length} ${of} ${judged.length === 1 ? 'keeps' : 'keep'} within ${limit}`]
}

function sourceLine([first, ...others]: readonly AuditedProcess[]): string[] {
  if (!first) return []
  const { source, because, fix, pid, name, namespace } = first
  const who = others.length > 0 ? `${others.length + 1} processes` : `process ${pid} (${name})`
  const where = namespace === 'another' ? ', in another network namespace' : ''
  const read = `source    ${source === '/proc' ? '/proc/PID/net/tcp' : source} of ${who}${where}`
  if (because === undefined) return [read]
  return [`${read}, since ${because}: keepalive's numbers and user timeouts are not visible`, `fix       ${fix}`]
}
