// What is tried once a loss was told: its fault is healed, or need not be, and whoever was told is watched coming back.
import type { Bound } from '../model/bound.ts'
import { isLoss } from '../model/observation.ts'
import type { ComesBack, Script } from '../model/scenario.ts'
import type { Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import { concerns, sightingsOf } from '../verdict/sightings.ts'
import { deciderOf } from './decided.ts'
import { allSeen } from './follow.ts'
import { decided } from './stages.ts'
import type { Steps } from './steps.ts'

/** Nothing where whom the first bound asks was told of no loss. */
export async function comingBack(
  { hosts, steps: [{ does }], bounds: [{ by }] }: Pick<Script, 'hosts' | 'steps' | 'bounds'>,
  { healedAfterMs, withinMs }: ComesBack,
  { steps, recorder, signal }: { steps: Steps; recorder: Recorder; signal: AbortSignal },
): Promise<void> {
  const [live] = steps.taken
  const lostAtMs = live && lossSince(live.atMs)
  if (!live || lostAtMs === undefined) return
  if (healedAfterMs !== undefined) {
    // A whole number of milliseconds after the fault, as a scenario has its steps.
    await recorder.passed(live.byMs + Math.ceil(lostAtMs - live.atMs) + healedAfterMs, () => false, signal)
    await steps.heal(0)
  }
  const fromMs = healedAfterMs === undefined ? lostAtMs : (live.healedAtMs ?? lostAtMs)
  const bound: Bound = { expect: 'recovery', by, since: 0, withinMs }
  const isDecided = deciderOf(bound, { does, live }, hosts, recorder)
  await decided(() => fromMs + withinMs, { bounds: [bound], isDecided }, recorder, signal)

  function lossSince(sinceMs: Ms): Ms | undefined {
    const { connections } = recorder
    const isOf = concerns(by, { does, found: live?.found }, connections)
    const own = sightingsOf(by, { observations: allSeen(hosts, recorder), connections })
    return own.find(seen => isLoss(seen) && seen.atMs >= sinceMs && isOf(seen))?.atMs
  }
}
