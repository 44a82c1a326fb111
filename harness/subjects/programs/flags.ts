// The flags of the programs run by hand: a wrong one is an error in one line with the usage below it, never a default.
import { flushCompileCache } from 'node:module'

/** Ends the program with one clear line: 64 for a wrong command line, 1 for what went wrong later. */
export function refuse(message: string, usage?: string): never {
  console.error(usage === undefined ? message : `${message}\n\n${usage}`)
  process.exit(usage === undefined ? 1 : 64)
}

/**
 * Runs a parser of flags; what it throws ends the program with the usage. Where NODE_COMPILE_CACHE names a folder, what Node has
 * compiled by now is kept at once: these programs are killed, and a killed process keeps nothing.
 */
export function orUsage<T>(program: string, usage: string, parse: () => T): T {
  try {
    const flags = parse()
    flushCompileCache()
    return flags
  } catch (thrown) {
    return refuse(`Cannot start ${program}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, usage)
  }
}

/** A whole number of at least `least`. Throws for anything else. */
export function wholeNumber(flag: string, text: string, least: number): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value
  throw new Error(`--${flag} needs a whole number of at least ${least}, got "${text}"`)
}

/** Whole numbers split by "/", such as `1000/500`. Throws when there are not `between` so many. */
export function wholeNumbers(flag: string, text: string, [fewest, most]: readonly [number, number]): number[] {
  const parts = text.split('/').map(part => wholeNumber(flag, part, 1))
  if (parts.length >= fewest && parts.length <= most) return parts
  throw new Error(`--${flag} needs ${fewest === most ? most : `${fewest} or ${most}`} numbers, got "${text}"`)
}

/** SO_KEEPALIVE as `<idle>/<interval>/<count>`, the times in milliseconds. Throws for anything but whole seconds. */
export function keepaliveFlag(text: string): { idleMs: number; intervalMs: number; count: number } {
  const [idleMs = 0, intervalMs = 0, count = 0] = wholeNumbers('keepalive', text, [3, 3])
  if (idleMs % 1_000 === 0 && intervalMs % 1_000 === 0) return { idleMs, intervalMs, count }
  throw new Error(`--keepalive needs whole seconds, because the kernel counts in them, got "${text}"`)
}
