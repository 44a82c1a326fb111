// When detection must fall: settings and fault give a window, or never. Pure.
import type { Fault } from '../model/fault.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms, Vantage } from '../model/units.ts'
import { firing } from './wheel.ts'

/** A program and its runtime may be this much late in telling what it noticed. */
const tellingMs = 100

/**
 * The window after the fault in which `from` must notice it, `never`, or undefined where the settings do not tell: another
 * vantage, detectors that disturb each other, or a blip that ends before the slowest phase of a detector. `quietMs`: how long
 * the client's kernel had heard nothing when the fault came; keepalive counts from what it heard last, so without it any phase is possible.
 */
export function predictedMs(
  settings: Settings,
  fault: Fault,
  from: Vantage,
  quietMs?: Ms,
): readonly [Ms, Ms] | 'never' | undefined {
  if (from !== 'client-app' && !(from === 'client-kernel' && isKeepaliveAlone(settings))) return undefined
  const reach = blinding(fault)
  if (reach === 'told') return [0, tellingMs]
  if (reach === 'well') return 'never'
  if (reach === 'unknown' || entangled(settings, reach)) return undefined
  const windows = detectors(settings, reach, quietMs)
  if (windows.length === 0) return 'never'
  const [low, high] = [Math.min(...windows.map(([lo]) => lo)), Math.min(...windows.map(([, hi]) => hi))]
  const { forMs = Number.POSITIVE_INFINITY } = reach
  if (low > forMs) return 'never'
  return high > forMs ? undefined : [low, high + tellingMs]
}

/** A kernel notices by itself only what its own detector notices; what a program does about a loss, it does later. */
function isKeepaliveAlone({ keepalive, ...others }: Settings): boolean {
  return keepalive !== undefined && Object.keys(others).length === 0
}

/** What a fault takes away from a client that waits: its peer's process only, or its peer's kernel as well, for how long. */
type Reach = { kernel: boolean; hearsPeer?: boolean; forMs?: Ms | undefined } | 'told' | 'well' | 'unknown'
type Blinding = Exclude<Reach, string>

function blinding(fault: Fault): Reach {
  switch (fault.kind) {
    case 'none':
      return 'well'
    case 'process-kill':
      return fault.host === 'server' ? 'told' : 'unknown'
    case 'frozen-peer':
      return fault.host === 'server' ? { kernel: false, forMs: fault.forMs } : 'unknown'
    case 'power-off':
      return fault.host === 'server' && staysSilent(fault) ? { kernel: true } : 'unknown'
    case 'black-hole':
      return { kernel: true, hearsPeer: fault.toward === 'server', forMs: fault.forMs }
    case 'idle-firewall':
    case 'conntrack-flush':
    case 'takeover':
    case 'reject':
    case 'link-down':
    case 'mtu-black-hole':
    case 'slow':
    case 'cpu-starvation':
      return 'unknown'
    default:
      return fault satisfies never
  }
}

/** A router that says so, or a host that comes back and knows nothing of the connection, may be quicker than any detector. */
function staysSilent({ neighbours = 'silent', backAfterMs }: Fault<'power-off'>): boolean {
  return neighbours === 'silent' && backAfterMs === undefined
}

/**
 * Unacknowledged data switches keepalive off, a user timeout replaces the count of its probes (tcp(7)), a heartbeat that needs
 * no answer is noticed by tcp_retries2 unless a proxy acknowledges it, and a peer that can still be heard may talk on.
 */
function entangled({ keepalive, heartbeat, userTimeoutMs, readDeadlineMs }: Settings, reach: Blinding): boolean {
  if (reach.hearsPeer && readDeadlineMs !== undefined) return true
  const oneWay = heartbeat !== undefined && heartbeat.deadlineMs === undefined
  return reach.kernel && (userTimeoutMs !== undefined || oneWay || (keepalive !== undefined && heartbeat !== undefined))
}

function detectors(
  { heartbeat, readDeadlineMs, keepalive }: Settings,
  reach: { kernel: boolean },
  quietMs: Ms | undefined,
): (readonly [Ms, Ms])[] {
  const windows: (readonly [Ms, Ms])[] = []
  if (heartbeat?.deadlineMs !== undefined)
    windows.push([heartbeat.deadlineMs, heartbeat.everyMs + heartbeat.deadlineMs])
  if (readDeadlineMs !== undefined) windows.push([0, readDeadlineMs])
  if (keepalive && reach.kernel) {
    const probes = Array.from({ length: keepalive.count }, () => keepalive.intervalMs)
    // Never early, and late by the wheel: a timer that was armed again for a remainder is rounded more finely than a whole one.
    const nominalMs = keepalive.idleMs + keepalive.intervalMs * keepalive.count
    const [, lateMs] = firing([keepalive.idleMs, ...probes])
    windows.push([nominalMs - (quietMs ?? keepalive.idleMs), lateMs - (quietMs ?? 0)])
  }
  return windows
}
