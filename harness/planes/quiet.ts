// A fault waits for a moment at which nothing is on its way: one that falls on a last word measures retransmissions instead of what was asked.
import { sleep } from '../kit/clock.ts'
import { type FoundConnection, isQuiet, quietWithinMs } from '../model/found.ts'
import type { Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'

/**
 * Waits until every connection is quiet at one look, or the time is over. A client that talks is quiet between two words. Where programs wait for a
 * CPU, who has just heard something may have an answer in hand: nothing is under way only after a silence longer than they waited.
 */
export async function untilQuiet(
  look: () => readonly FoundConnection[],
  { clock, waits }: Pick<Recorder, 'clock' | 'waits'>,
  signal: AbortSignal,
): Promise<void> {
  const untilMs = clock.nowMs() + quietWithinMs
  waits.look()
  const isSettled = (one: FoundConnection) => isQuiet(one) && one.quietMs >= recentMs(waits, clock.nowMs())
  while (!look().every(isSettled) && clock.nowMs() < untilMs) await sleep(1, signal)
}

/** What was lost in line of the last second; nothing where time is virtual. */
function recentMs(waits: Recorder['waits'], nowMs: Ms): Ms {
  return Math.min(longestMs, waits.since(nowMs - 1_000).ms)
}

/** So that who talks is quiet as well, and keepalive, which counts from the last word, is not found half spent. */
const longestMs: Ms = 100
