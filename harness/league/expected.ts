// What the facts about a client say of a measurement, beside what was measured. Pure.

import { parseSettings } from '../define/settings.ts'
import { answerFor } from '../explain/answer.ts'
import { findClient } from '../facts/clients.ts'
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
  const facts = new Map(kinds.map(({ id, fact }) => [id, fact]))
  return all.map(made => {
    const fact = facts.get(made.client)
    if (fact === undefined || made.variant !== 'as it comes') return made
    const client = findClient(fact)
    const explained = { client, settings: parseSettings(client.settings), kernel }
    const { what, window, told } = answerFor(explained, made.fault, made.state ?? 'idle')
    if (what === 'untold') return made
    const expected = what === 'noticed' && window ? (told ?? window) : 'never'
    return { ...made, expected, ...(agrees(made.told, expected) ? {} : { differs: true as const }) }
  })
}

/** Of a doubt nothing can be said. */
function agrees(told: Told, expected: readonly [Ms, Ms] | 'never'): boolean {
  if (told.kind === 'doubt') return true
  if (told.kind === 'nothing' || expected === 'never')
    return told.kind === 'nothing' && (expected === 'never' || expected[1] > told.watchedMs)
  return told.afterMs + told.uncertaintyMs >= expected[0] - slackMs && told.afterMs <= expected[1] + slackMs
}

/** A program has to be scheduled, and asks after a pause of its own. */
const slackMs = 1_000
