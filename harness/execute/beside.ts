// Where a claim runs whose author names no plane: on the most truthful one that this machine has, and on an imitation beside it where that takes little.
import { given } from '../kit/format-time.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ClockName, Ms } from '../model/units.ts'
import type { Claimed, Plane } from '../planes/plane.ts'
import { choosePlace, type Placed, type Refused } from './place.ts'

/** Why this plane, which nobody has named, leaves a claim to a more truthful one; undefined where it does not. `watchMs`: for how long it would watch. */
export async function leftOut(
  plane: Plane,
  claim: Claimed & Placed,
  { watchMs, asked, among, signal }: Choice,
): Promise<Refused | undefined> {
  if (!isTooLong(plane, watchMs, asked) || plane.unsupported(claim) !== undefined) return undefined
  for (const other of among) {
    if (other.imitates || other.unsupported(claim) !== undefined) continue
    const { refused } = await choosePlace(other, claim, asked, signal)
    if (refused === undefined) return { reason: leftWords(plane, other, watchMs), why: 'refused' }
  }
  return undefined
}

/** Whether it would take too long beside another plane, where there is one. Virtual time costs nothing. */
export function isTooLong({ imitates }: Plane, watchMs: Ms, asked: Scenario['clock']): boolean {
  return imitates === true && asked !== 'virtual' && watchMs >= besideMs
}

/** Of two runs of one claim the second is a comfort, and half a minute of it is enough. */
const besideMs: Ms = 30_000

/** `asked`: the clock. `among`: all planes. */
interface Choice {
  readonly watchMs: Ms
  readonly asked: ClockName | undefined
  readonly among: readonly Plane[]
  readonly signal: AbortSignal
}

function leftWords({ name }: Plane, other: Plane, watchMs: Ms): string {
  const options = `--plane ${name}, or planes: ['${name}', '${other.name}']`
  return `${other.name} shows it as it is, and ${name} would take ${given(watchMs)} of real time beside it: ${options}`
}
