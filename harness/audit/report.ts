// What an audit found, as `--json` prints it: README.md beside this file describes it. Fields are added, never changed, under one schema number. Pure.
import { BlockList } from 'node:net'
import { endText } from '../kit/socket-end.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Kernel } from '../model/kernel.ts'
import type { Ms } from '../model/units.ts'
import { type Advice, adviceFor } from './advice.ts'
import type { Connection, Detectors, End, Now, ProcessReading } from './connection.ts'
import { type Firewalls, silentFirewalls } from './firewalls.ts'
import { type Notice, type Notices, noticesOf } from './noticing.ts'

/** Judges what was read. */
export function auditReport(
  readings: readonly ProcessReading[],
  { kernel, withinMs, unread = [] }: Asked,
): AuditReport {
  const listening = new Set(readings.flatMap(reading => reading.listening.map(({ local }) => local.port)))
  const shared = Map.groupBy(
    readings.flatMap(reading => reading.connections.map(connection => ({ connection, reading }))),
    ({ connection }) => connection.inode,
  )
  const connections = [...shared.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const pids = [first, ...others].map(({ connection }) => connection.pid)
    return [{ pids, accepted: listening.has(first.connection.local.port), ...judged(first, kernel, withinMs) }]
  })
  const verdicts = connections.flatMap(({ verdict }) => verdict ?? [])
  return {
    schema: 1,
    kernel,
    ...(withinMs !== undefined && { withinMs }),
    ...(verdicts.length > 0 && { verdict: worst(unread.length > 0 ? [...verdicts, 'inconclusive'] : verdicts) }),
    processes: readings.map(briefly),
    connections,
    unread,
  }
}

/** On which kernel, what each connection has to keep, and which processes were not readable. */
export interface Asked {
  readonly kernel: Kernel
  readonly withinMs?: Ms | undefined
  readonly unread?: readonly Unread[]
}

/** A whole audit. */
export interface AuditReport {
  readonly schema: 1
  readonly kernel: Kernel
  readonly withinMs?: Ms
  /** The worst of the connections; `inconclusive` where one could not be read. Only where `withinMs` was asked for. */
  readonly verdict?: AuditVerdict
  readonly processes: readonly AuditedProcess[]
  readonly connections: readonly AuditedConnection[]
  /** Descendants, and those of several that were named, that could not be read. */
  readonly unread: readonly Unread[]
}

/** `inconclusive`: what would decide is not visible. */
export type AuditVerdict = 'pass' | 'fail' | 'inconclusive'

export interface AuditedProcess extends Omit<ProcessReading, 'connections' | 'listening'> {
  /** What connections that it accepts begin with. */
  readonly listening: readonly { readonly local: string; readonly detectors: Detectors }[]
}

/** Ends are `198.18.2.2:5432` or `[fd00::2]:5432`. */
export interface AuditedConnection {
  /** Those that hold it: a child may have inherited it. */
  readonly pids: readonly number[]
  /** Its local port is one that an audited process listens on. */
  readonly accepted: boolean
  readonly local: string
  readonly localPort: number
  readonly remote: string
  /** The peer is on this machine: the connection is judged as if it were on another. */
  readonly loopback?: true
  readonly state: string
  /** As in the links of /proc/PID/fd. */
  readonly inode: number
  readonly now: Now
  readonly detectors: Detectors
  /** Those as `halfopen compare --settings` takes them; absent where they are not all visible. */
  readonly settings?: string
  readonly notices: Notices
  readonly firewalls: Firewalls
  readonly advice: readonly Advice[]
  readonly verdict?: AuditVerdict
}

export interface Unread {
  readonly pid: number
  readonly reason: string
}

interface Read {
  readonly connection: Connection
  readonly reading: ProcessReading
}

function judged({ connection, reading }: Read, kernel: Kernel, withinMs: Ms | undefined) {
  const { local, remote, state, inode, now, detectors } = connection
  const { settings } = reading
  const notices = noticesOf(connection, { kernel, namespace: settings })
  const firewalls = silentFirewalls(detectors.keepalive, kernel)
  const verdicts = Object.values(notices).map(notice => verdictOf(notice, withinMs))
  return {
    local: endText(local),
    localPort: local.port,
    remote: endText(remote),
    ...(isLoopback(remote) && { loopback: true as const }),
    state,
    inode,
    now,
    detectors,
    ...spelling(detectors),
    notices,
    firewalls,
    advice: adviceFor({ connection, notices, firewalls, settings, withinMs }),
    ...(withinMs !== undefined && verdicts.length > 0 && { verdict: worst(verdicts) }),
  }
}

function spelling({ keepalive, userTimeoutMs }: Detectors): { settings?: string } {
  if (userTimeoutMs === 'not visible') return {}
  const timeout = userTimeoutMs === 'off' ? {} : { userTimeoutMs }
  if (keepalive === 'off') return { settings: formatSettings(timeout) }
  return typeof keepalive === 'object' && 'count' in keepalive
    ? { settings: formatSettings({ keepalive, ...timeout }) }
    : {}
}

/** What might come later than it must falls outside: the phase of a timer is nobody's choice. */
function verdictOf(notice: Notice, withinMs = Number.POSITIVE_INFINITY): AuditVerdict {
  if (notice.kind === 'never') return 'fail'
  if (notice.kind === 'within') return notice.toMs <= withinMs ? 'pass' : 'fail'
  return (notice.atLeastMs ?? 0) > withinMs ? 'fail' : 'inconclusive'
}

function worst(verdicts: readonly AuditVerdict[]): AuditVerdict {
  return (['fail', 'inconclusive'] as const).find(verdict => verdicts.includes(verdict)) ?? 'pass'
}

function briefly({ connections: _connections, listening, ...process }: ProcessReading): AuditedProcess {
  return { ...process, listening: listening.map(({ local, detectors }) => ({ local: endText(local), detectors })) }
}

/** 127.0.0.0/8 (RFC 1122 section 3.2.1.3) and ::1 (RFC 4291 section 2.5.3). */
function isLoopback({ address }: End): boolean {
  return loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
