// What a campaign refuses before it begins: a machine without boxes, and what cannot be shown in one.
import type { BoxKind } from '../boxes/box.ts'
import { formatFault } from '../faults/spelling.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Scenario } from '../model/scenario.ts'
import { planes } from '../planes/all.ts'
import type { Step } from './plan.ts'

/** Throws E_NO_BOX where no box of the kind can be made. Whoever is interrupted meanwhile measures nothing, and is refused nothing. */
export async function refuseNoBox(kind: BoxKind, signal: AbortSignal): Promise<void> {
  const refusal = await kind.refusal(signal).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown
  })
  if (!refusal) return
  const fix =
    kind.clock === 'virtual' ? `${refusal.fix}. Or use --clock real, for what is over in minutes` : refusal.fix
  throw new HalfopenError('E_NO_BOX', `Cannot measure in ${kind.clock} time: ${refusal.reason}`, { fix })
}

/** Throws E_CANNOT_SHOW for the first fault that the plane or the box cannot show. */
export function refuseUnshown(
  kind: BoxKind,
  plan: readonly { readonly step: Step; readonly scenario: Scenario }[],
): void {
  for (const { step, scenario } of plan) {
    const reason = planes.netns.unsupported(scenario) ?? kind.unsupported(step.spec.fault)
    if (reason === undefined) continue
    throw new HalfopenError('E_CANNOT_SHOW', `Cannot measure ${formatFault(step.spec.fault)}: ${reason}`)
  }
}
