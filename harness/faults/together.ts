// Which steps of a script stand at the same time, as far as its own numbers say: some faults cannot.
import type { Fault } from '../model/fault.ts'
import { isFault, type Step } from '../model/step.ts'
import { healsAfterMs } from './all.ts'

/** The first two faults that stand at once and of which `clash` says that they cannot, by their places in the script. */
export function clashing(
  steps: readonly Timed[],
  clash: (one: Fault, other: Fault) => boolean,
): readonly [number, number] | undefined {
  for (const [second, { does: other }] of steps.entries())
    for (const [first, { does: one }] of steps.slice(0, second).entries())
      if (isFault(one) && isFault(other) && clash(one, other) && stands(first, second, steps)) return [first, second]
  return undefined
}

/** A step, and when it comes where that is known. */
export type Timed = Pick<Step, 'does'> & Partial<Pick<Step, 'atMs'>>

/** Whether one is still in force when the other comes. */
function stands(first: number, second: number, steps: readonly Timed[]): boolean {
  const healed = steps.slice(first + 1, second).some(({ does }) => does.kind === 'heal' && does.step === first)
  const [one, other] = [steps[first], steps[second]]
  if (healed || !one || !isFault(one.does)) return false
  const forMs = healsAfterMs(one.does)
  return forMs === undefined || (one.atMs ?? 0) + forMs > (other?.atMs ?? 0)
}
