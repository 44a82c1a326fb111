// What the facts about a client say of a measurement, beside what was measured. Pure.

import { parseSettings } from '../define/settings.ts'
import { answerFor } from '../explain/answer.ts'
import { findClient } from '../facts/clients.ts'
import { differencesOf } from '../facts/differences.ts'
import { idleLimitOf } from '../faults/all.ts'
import type { Kernel } from '../model/kernel.ts'
import type { LeagueMeasurement, Told } from '../model/league.ts'
import type { Ms } from '../model/units.ts'
import type { ClientKind } from '../subjects/client-kind.ts'

/** The measurements of clients as they come, each with when the facts say that it is told; those whose facts say nothing, as they are. */
export function besideFacts(
  all: readonly LeagueMeasurement[],
  kinds: readonly ClientKind[],
  kernel: Kernel,
): readonly LeagueMeasurement[] {
  const known = new Map(kinds.map(kind => [kind.id, kind]))
  return all.map(made => {
    const kind = known.get(made.client)
    const expected = made.variant === 'as it comes' ? expectedOf(made, kind, kernel) : undefined
    if (expected === undefined) return made
    return { ...made, expected, ...(agrees(made.told, expected) ? {} : { differs: whyOf(made, kind) }) }
  })
}

/** When the facts say that its program is told. Undefined where there are none, or they cannot tell. */
function expectedOf({ fault, state = 'idle' }: LeagueMeasurement, kind: ClientKind | undefined, kernel: Kernel) {
  if (kind?.fact === undefined || idleLimitOf(fault)) return undefined // between questions it is idle, and at the next one it is not
  if (kind.deafWhenIdle && state === 'idle') return 'never'
  const client = findClient(kind.fact)
  const { what, window, told } = answerFor({ client, settings: parseSettings(client.settings), kernel }, fault, state)
  if (what === 'untold') return undefined
  return what === 'noticed' && window ? (told ?? window) : 'never'
}

/** As the facts have it. */
function whyOf({ fault, state = 'idle', client }: LeagueMeasurement, kind: ClientKind | undefined): string {
  const all = kind?.fact === undefined ? [] : differencesOf(findClient(kind.fact), fault.kind, state)
  const own = all.find(({ client: only = client }) => only === client)
  return own?.because ?? notKnown
}

/** What stands where nobody has found out. */
export const notKnown = 'why is not known'

/** Of a doubt nothing can be said. */
function agrees(told: Told, expected: readonly [Ms, Ms] | 'never'): boolean {
  if (told.kind === 'doubt') return true
  if (told.kind === 'nothing' || expected === 'never')
    return told.kind === 'nothing' && (expected === 'never' || expected[1] > told.watchedMs)
  return told.afterMs + told.uncertaintyMs >= expected[0] - slackMs && told.afterMs <= expected[1] + slackMs
}

/** A program has to be scheduled, and asks after a pause of its own. */
const slackMs = 1_000
