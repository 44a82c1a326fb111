// A fault waits for a moment at which nothing is on its way: one that falls on a last word measures retransmissions instead of what was asked.
import { sleep } from '../kit/clock.ts'
import { type FoundConnection, isQuiet, quietWithinMs } from '../model/found.ts'
import type { Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'

/**
 * Waits until every connection is quiet at one look, or the time is over. A client that talks is quiet between two words; a program that is in line
 * for a CPU may have an answer in hand, and what never rests is waited for a moment only.
 */
export async function untilQuiet(
  look: () => readonly FoundConnection[],
  { clock, waits }: Pick<Recorder, 'clock' | 'waits'>,
  signal: AbortSignal,
): Promise<void> {
  const untilMs = clock.nowMs() + quietWithinMs
  const isSettled = () => {
    const found = look()
    return found.every(isQuiet) && (found.every(({ quietMs }) => quietMs >= restlessMs) || !waits.isAtWork())
  }
  while (!isSettled() && clock.nowMs() < untilMs) await sleep(1, signal)
}

/** A program that computes all the time has had its say by then. Keepalive counts from the last word: it is not to be found half spent. */
const restlessMs: Ms = 100
