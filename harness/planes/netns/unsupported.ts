// What this plane cannot show, and why: what it has no injector for, and what there is no host for. Packets it can show as they are.
import type { Plane } from '../plane.ts'
import { missing } from './kinds.ts'

/** The reason, or undefined where the claim can be shown. */
export function unsupported({ fault, standby }: Parameters<Plane['unsupported']>[0]): string | undefined {
  const lacking = missing(fault.kind)
  if (lacking) return lacking
  const onStandby = fault.kind === 'takeover' || ('host' in fault && fault.host === 'standby')
  return onStandby && standby === undefined ? `${fault.kind} needs a standby, and there is none` : undefined
}
