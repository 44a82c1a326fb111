// How long programs stood in line for a CPU: what is done late for want of one is no property of the program.
import type { HostName, Ms } from './units.ts'

/** One look at the machine: what of the time since the look before was spent in line, of each process at the most all of it. */
export interface CpuWait {
  fromMs: Ms
  toMs: Ms
  /** The programs of each host that waited, all of their threads together. */
  hosts: Readonly<Record<HostName, Ms>>
  /** The harness itself, which may have been at something else as well, and what it carries packets with: what it noted it may have noted that much too late. */
  harnessMs: Ms
}

/** Since a step so much CPU time was used by the first thread of a host's program: who computes on and on does not look at his socket. */
export interface Computed {
  step: number
  host: HostName
  fromMs: Ms
  toMs: Ms
  ranMs: Ms
}

/** So much of the time from an instant to another may have been lost in line, and by whom, the longest first. */
export interface Waited {
  readonly ms: Ms
  readonly by: readonly { readonly who: string; readonly ms: Ms }[]
}

/**
 * At the most: whoever waits while others do loses the same time as they. `hosts` that are `excused` wait because a fault has taken their CPU, and
 * that is what was asked for.
 */
export function waitedBetween(waits: readonly CpuWait[], [fromMs, toMs]: readonly [Ms, Ms], excused: Excused): Waited {
  const by = new Map<string, Ms>()
  let ms = 0
  for (const wait of waits) {
    const overlapMs = Math.min(toMs, wait.toMs) - Math.max(fromMs, wait.fromMs)
    if (overlapMs <= 0) continue
    const own = Object.entries(wait.hosts).filter(([host]) => !excused.includes(host))
    const all = wait.harnessMs > 0 ? [...own, ['halfopen', wait.harnessMs] as const] : own
    for (const [who, waited] of all) by.set(who, (by.get(who) ?? 0) + Math.min(waited, overlapMs))
    ms += Math.min(
      overlapMs,
      all.reduce((sum, [, waited]) => sum + waited, 0),
    )
  }
  const sorted = [...by].map(([who, ms]) => ({ who, ms })).toSorted((a, b) => b.ms - a.ms)
  return { ms, by: sorted }
}

type Excused = readonly HostName[]
