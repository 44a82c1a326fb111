// The truth, and when it moves on: both sides know it from the wall clock alone, so it moves on even when the server is dead.
// In 2005 a standby had taken over: the truth lived on elsewhere, and the client's cache did not hear of it.

/** The version that is true at `nowMs` (Unix time): the number of the current period. */
export function truthAt(nowMs: number, changesEveryMs: number): number {
  return Math.floor(nowMs / changesEveryMs)
}

/** How long until the next version. */
export function untilChangeMs(nowMs: number, changesEveryMs: number): number {
  return changesEveryMs - (nowMs % changesEveryMs)
}

/**
 * Whether an answer given at `nowMs` is stale: a later version has been true for longer than news need to travel,
 * which is one period, at most a second, and a quarter of a second for a busy machine.
 */
export function isStale(version: number, nowMs: number, changesEveryMs: number): boolean {
  const changedAtMs = (version + 1) * changesEveryMs
  return nowMs > changedAtMs + Math.min(changesEveryMs, 1_000) + 250
}
