// Which clients can be measured here, made ready; and which cannot, with all that is missing.
import { messageOf } from '../kit/errors.ts'
import type { LeagueAbsent } from '../model/league.ts'
import { planes } from '../planes/all.ts'
import { allNotInstalled } from '../runtime/not-installed.ts'
import type { ClientKind } from '../subjects/client-kind.ts'

/** Rejects on an interrupt only. */
export async function readied(
  kinds: readonly ClientKind[],
  signal: AbortSignal,
): Promise<{ able: readonly ClientKind[]; absent: readonly LeagueAbsent[] }> {
  await planes.netns.prepare?.(signal)
  const able: ClientKind[] = []
  const absent: LeagueAbsent[] = []
  for (const kind of kinds) {
    const lack = lackOf(kind)
    const reasons = lack.length > 0 ? lack : await unprepared(kind, signal)
    if (reasons.length === 0) able.push(kind)
    absent.push(...reasons)
  }
  return { able, absent }
}

/** What its programs need that is not installed. */
export function lackOf(kind: ClientKind): readonly LeagueAbsent[] {
  return allNotInstalled(programsOf(kind)).map(reason => ({ id: kind.id, reason }))
}

async function unprepared(kind: ClientKind, signal: AbortSignal): Promise<readonly LeagueAbsent[]> {
  try {
    for (const { prepare } of programsOf(kind)) await prepare?.(signal)
    signal.throwIfAborted()
    return []
  } catch (thrown) {
    signal.throwIfAborted()
    return [{ id: kind.id, reason: messageOf(thrown) }]
  }
}

function programsOf(kind: ClientKind) {
  return [kind.server(), kind.client()]
}
