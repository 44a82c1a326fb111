// Waits for a core, but not for ever: where each of them is held by a run that is suspended, none comes back by itself.
import { every } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { type Holder, heldForGood, heldWords, otherHolders } from './core-holders.ts'
import { type Core, takeCore } from './cores.ts'

/** A core. Rejects with E_CORE_HELD where all are held by suspended runs, and were when it looked before. */
export async function waitForCore(signal: AbortSignal, { lookEveryMs = 10_000 } = {}): Promise<Core> {
  signal.throwIfAborted()
  const vain = new AbortController()
  let before = false
  using _looking = every(lookEveryMs, () => {
    const holders = otherHolders()
    const now = heldForGood(holders)
    if (before && now) vain.abort(noneComes(holders))
    before = now
  })
  return await takeCore(AbortSignal.any([signal, vain.signal]))
}

function noneComes(holders: readonly Holder[]): HalfopenError {
  return new HalfopenError('E_CORE_HELD', 'Cannot start a guest: each core is held by a run that is suspended', {
    fix: `Let it go on, or end it: ${heldWords(holders)}`,
  })
}
