// What of a fault anybody but its plane goes by.
import type { Fault } from '../model/fault.ts'
import type { HostName, Ms } from '../model/units.ts'

export function silences(fault: Fault): readonly { host: HostName; what: 'host' | 'program' }[] {
  if (fault.kind === 'power-off') return [{ host: fault.host, what: 'host' }]
  if (fault.kind === 'takeover') return [{ host: fault.host, what: 'host' }]
  if (fault.kind === 'frozen-peer' || fault.kind === 'process-kill') return [{ host: fault.host, what: 'program' }]
  return []
}

export function healsAfterMs(fault: Fault): Ms | undefined {
  if (fault.kind === 'power-off') return fault.backAfterMs
  if (fault.kind === 'takeover') return fault.afterMs
  return 'forMs' in fault ? fault.forMs : undefined
}

export function forceMs(fault: Fault): Ms {
  return fault.kind === 'idle-firewall' ? 2 * fault.idleMs : 0
}

export function hostsOf(fault: Fault): readonly HostName[] {
  if (fault.kind === 'takeover') return [fault.host, fault.by]
  return 'host' in fault ? [fault.host] : []
}
