// What a network namespace is set to of all that moves a TCP timer. ip-sysctl of the kernel's own documents
import { readFileSync } from 'node:fs'

/** By full name, of the namespace that this thread is in: /proc/sys/net shows that of whoever reads it. What this kernel has not is left out. */
export function timerSysctls(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = numberIn(name)
      return value === undefined ? [] : [[`net.ipv4.${name}`, value] as const]
    }),
  )
}

function numberIn(name: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8'))
  } catch {
    return undefined
  }
}

const names = [
  'tcp_keepalive_time',
  'tcp_keepalive_intvl',
  'tcp_keepalive_probes',
  'tcp_retries1',
  'tcp_retries2',
  'tcp_syn_retries',
  'tcp_syn_linear_timeouts',
  'tcp_synack_retries',
  'tcp_orphan_retries',
  'tcp_fin_timeout',
  'tcp_rto_min_us',
  'tcp_rto_max_ms',
  'tcp_early_retrans',
  'tcp_sack',
  'tcp_thin_linear_timeouts',
] as const
