// What each setting can be: limits of linux/tcp.h (MAX_TCP_KEEPIDLE, MAX_TCP_KEEPCNT, MAX_TCP_SYNCNT), of the sysctls, of TCP_RTO_MAX_MS in tcp.c, and of timers.

/** Whole numbers, or multiples of `step`. `what`: in words. */
export interface Range {
  readonly least: number
  readonly most: number
  readonly step?: number
  readonly what: string
}

/** By what is counted. Sockets and timers count in whole milliseconds, keepalive in whole seconds. */
export const ranges = {
  ms: { least: 1, most: 2 ** 31 - 1, what: 'whole milliseconds from 1' },
  keepaliveMs: { least: 1_000, most: 32_767_000, step: 1_000, what: 'milliseconds in whole seconds up to 32767' },
  probes: { least: 1, most: 127, what: 'a whole number from 1 to 127' },
  retries2: { least: 0, most: 255, what: 'a whole number up to 255' },
  synRetries: { least: 1, most: 127, what: 'a whole number from 1 to 127' },
  rtoMaxMs: { least: 1_000, most: 120_000, what: 'whole milliseconds from 1000 to 120000' },
} as const satisfies Record<string, Range>
