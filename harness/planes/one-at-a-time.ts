// Faults that cannot stand at once, because the second would put itself in the place of the first: in the words of both planes.
import { clashing, type Timed } from '../faults/together.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'

/** Why two of these steps cannot stand at once; undefined where none do of which `clash` says so. `rule`: what there is one of at a time. */
export function clashWords(
  steps: readonly Timed[],
  clash: (one: Fault, other: Fault) => boolean,
  rule: string,
): string | undefined {
  const [first, second] = clashing(steps, clash) ?? []
  return first === undefined
    ? undefined
    : `step ${second} would put itself in the place of step ${first}: ${rule}. Heal step ${first} before, or say both in one`
}

/** E_CANNOT_INJECT for a fault whose place another has. */
export function placeTaken(kind: Fault['kind'], by: string, rule: string): HalfopenError {
  return new HalfopenError(
    'E_CANNOT_INJECT',
    `Cannot inject ${kind}: it would put itself in the place of a ${by} that is in force: ${rule}`,
    { fix: `Heal the ${by} before, or say both in one` },
  )
}
