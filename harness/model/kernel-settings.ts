// Settings that a kernel has for all of its connections, as sysctls: what a namespace applies for a program that cannot.
import type { Settings } from './settings.ts'

/**
 * By full name: tcp_retries2, which no socket option sets, and what a program has not set itself. ip-sysctl of the kernel's own documents.
 * @example const network = { sysctls: { client: sysctlsOf(parseSettings('retries2=5')) } }
 */
export function sysctlsOf({ retries2, synRetries, rtoMaxMs }: Settings): Record<string, number> {
  return {
    ...(retries2 === undefined ? {} : { 'net.ipv4.tcp_retries2': retries2 }),
    ...(synRetries === undefined ? {} : { 'net.ipv4.tcp_syn_retries': synRetries }),
    ...(rtoMaxMs === undefined ? {} : { 'net.ipv4.tcp_rto_max_ms': rtoMaxMs }),
  }
}
