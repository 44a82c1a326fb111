// What of its kernel moved a client's timers when the first fault came, in words: what it was set to, and that the rest is as Linux comes.
import type { Run } from '../harness/model/report.ts'

/** `client: tcp_retries2 6, 13 more as Linux comes`; one for each client. */
export function sysctlWords({ steps }: Pick<Run, 'steps'>): readonly string[] {
  const { sysctls = {} } = steps.find(step => step.sysctls !== undefined) ?? {}
  return Object.entries(sysctls).map(([host, values]) => {
    const all = Object.entries(asItComes).flatMap(([name, usual]) => {
      const value = values[`net.ipv4.${name}`]
      return value === undefined ? [] : [{ name, value, usual }]
    })
    const set = all.filter(({ value, usual }) => value !== usual).map(({ name, value }) => `${name} ${value}`)
    const rest = all.length - set.length
    return `${host}: ${[...set, ...(rest > 0 ? [`${set.length > 0 ? `${rest} more` : `all ${rest}`} as Linux comes`] : [])].join(', ')}`
  })
}

/** Documentation/networking/ip-sysctl.rst of Linux. */
const asItComes: Readonly<Record<string, number>> = {
  tcp_keepalive_time: 7_200,
  tcp_keepalive_intvl: 75,
  tcp_keepalive_probes: 9,
  tcp_retries1: 3,
  tcp_retries2: 15,
  tcp_syn_retries: 6,
  tcp_syn_linear_timeouts: 4,
  tcp_synack_retries: 5,
  tcp_orphan_retries: 0,
  tcp_fin_timeout: 60,
  tcp_rto_min_us: 200_000,
  tcp_rto_max_ms: 120_000,
  tcp_early_retrans: 3,
  tcp_sack: 1,
  tcp_thin_linear_timeouts: 0,
}
