// A fault waits for a moment at which nothing is on its way: one that falls on a last word measures retransmissions instead of what was asked.
import { sleep } from '../kit/clock.ts'
import { type FoundConnection, isQuiet, quietWithinMs } from '../model/found.ts'
import type { Recorder } from '../observe/recorder.ts'

/** Waits until every connection is quiet at one look, or the time is over. A client that talks is quiet between two words. */
export async function untilQuiet(
  look: () => readonly FoundConnection[],
  { clock }: Pick<Recorder, 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const untilMs = clock.nowMs() + quietWithinMs
  while (!look().every(isQuiet) && clock.nowMs() < untilMs) await sleep(1, signal)
}
