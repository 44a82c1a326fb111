// Waiting for something that can only be asked for: with a name, a limit and a signal.
import { abortable, deadline, sleep } from './clock.ts'

/**
 * Asks `condition` every `everyMs` until it gives a value. Rejects with a named E_DEADLINE after `withinMs`,
 * also while `condition` itself hangs, or with the signal's reason.
 */
export async function until<T>(
  what: string,
  condition: () => T | undefined | Promise<T | undefined>,
  { withinMs, everyMs = 20, signal }: { withinMs: number; everyMs?: number; signal?: AbortSignal | undefined },
): Promise<T> {
  using limit = deadline(what, withinMs, signal)
  for (;;) {
    const value = await abortable(limit.signal, (async () => condition())())
    if (value !== undefined) return value
    await sleep(everyMs, limit.signal)
  }
}
