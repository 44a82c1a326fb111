// Where a run takes place: here, in namespaces on the real clock, or in a guest on the virtual one; and why not, where it cannot.

import type { BoxKind } from '../boxes/box.ts'
import { boxes } from '../boxes/boxes.ts'
import { hangsAfterMs } from '../boxes/guest/guest.ts'
import type { SkipKind } from '../model/bound.ts'
import type { Scenario } from '../model/scenario.ts'
import { isFault, type Step } from '../model/step.ts'
import type { ClockName, Ms } from '../model/units.ts'
import type { Plane } from '../planes/plane.ts'
import { longestInRealMs } from '../runtime/limits.ts'
import { insideBox, where } from '../runtime/where.ts'

/** `box` is absent where the run takes place in this process. `refused`: it cannot take place, and why. */
export interface Place {
  readonly clock: ClockName
  readonly box?: BoxKind | undefined
  readonly refused?: Refused | undefined
}

/** Why it cannot take place. */
export interface Refused {
  readonly reason: string
  readonly why: SkipKind
}

/** What of a claim decides about its place. */
export interface Placed {
  readonly steps?: readonly Pick<Step, 'does'>[] | undefined
  readonly clock?: Scenario['clock'] | undefined
  readonly startsAt?: string | undefined
  readonly lastsMs: Ms
}

/**
 * By the clock that is asked for, or else by the plane's own: packets vanish in virtual time where a guest can run, and in real time
 * where not. What would take very long in real time does so only if its author says that it shall.
 */
export async function choosePlace(
  plane: Plane,
  claim: Placed,
  asked: ClockName | undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<Place> {
  if (insideBox()) return { clock: where().clock }
  const whyNoGuest = async () => whyNot(boxes.virtual, claim, signal)
  // Whether there is a guest is found out by one, which may have to wait for a core: not for what runs in real time anyway.
  const noGuest = asked === 'virtual' || (asked === undefined && plane.boxed) ? await whyNoGuest() : undefined
  const clock = asked ?? (plane.boxed && noGuest === undefined ? 'virtual' : 'real')
  if (clock === 'virtual') return { clock, box: boxes.virtual, refused: noGuest }
  const wants = atAnotherTime(claim) ?? takesTooLong(claim)
  const cannot = wants && because(wants, plane.boxed ? (noGuest ?? (await whyNoGuest())) : undefined)
  if (!plane.boxed) return { clock, refused: cannot }
  return { clock, box: boxes.real, refused: cannot ?? (await whyNot(boxes.real, claim, signal)) }
}

/** Whether a run has to be taken into a box from here. */
export function leavesHome(plane: Plane, asked: ClockName | undefined): boolean {
  return !insideBox() && (plane.boxed === true || asked === 'virtual')
}

/** How long a run may take on the clock on the wall: ours are the earlier deadlines, so that it ends with a record. Provisioning has minutes. */
export function wallMs({ lastsMs, clock }: Placed): Ms {
  const ownMs =
    clock === 'real' || clock === 'both' ? lastsMs : clock === 'virtual' ? 0 : Math.min(lastsMs, longestInRealMs)
  return provisioningMs + hangsAfterMs + 2 * ownMs + slackMs // who stands in line for a CPU is watched twice as long
}

const provisioningMs = 600_000
const slackMs = 30_000

async function whyNot(kind: BoxKind, { steps = [] }: Placed, signal: AbortSignal): Promise<Refused | undefined> {
  const faults = steps.map(({ does }) => does).filter(isFault)
  const unsupported = faults.map(fault => kind.unsupported(fault)).find(reason => reason !== undefined)
  if (unsupported !== undefined) return { reason: unsupported, why: 'cannot-show' }
  const refusal = await kind.refusal(signal)
  return refusal && { reason: `no ${kind.name}: ${refusal.reason}; ${refusal.fix}`, why: 'refused' }
}

/** The clock on the wall is this machine's. */
function atAnotherTime({ startsAt }: Placed): Refused | undefined {
  if (startsAt === undefined) return undefined
  return { reason: `only a guest can begin at ${startsAt}: run it in virtual time`, why: 'cannot-show' }
}

function takesTooLong({ lastsMs, clock }: Placed): Refused | undefined {
  if (lastsMs <= longestInRealMs || clock === 'real' || clock === 'both') return undefined
  const reason = `it takes up to ${Math.ceil(lastsMs / 60_000)} minutes of real time: run it in virtual time`
  return { reason, why: 'refused' }
}

/** With why it cannot be in virtual time, where it cannot. */
function because(wants: Refused, noGuest: Refused | undefined): Refused {
  return noGuest === undefined ? wants : { ...wants, reason: `${wants.reason} (${noGuest.reason})` }
}
