// A script once more with its faults held back: the same steps and the same waiting, each demand answered as it was before. Who gives up there as
// well has noticed nothing.
import { isControl, noFault } from '../faults/none.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Bound, Verdict } from '../model/bound.ts'
import { isHealthy, type Observation } from '../model/observation.ts'
import type { BoundResult, Run } from '../model/report.ts'
import { type Action, isFault } from '../model/step.ts'
import type { Ms, Observer } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import { horizonsOf } from '../verdict/control.ts'
import { sightingsOf } from '../verdict/sightings.ts'

/** What of a script's run its control has to know: data, since it is run in a box of its own. */
export interface HeldBack {
  readonly demands: readonly Answered[]
  /** For how long each observer is watched, counted from when it was well. */
  readonly watches: readonly { readonly by: Observer; readonly forMs: Ms }[]
}

/** A demand, and how long after its step it was decided. */
interface Answered extends Pick<BoundResult, 'bound' | 'negated'> {
  readonly afterMs: Ms
  /** What its steps may have ended with. */
  readonly failed?: Verdict
}

/** Undefined where no loss was demanded of a fault, and none was noticed that was not to be. */
export function heldBackOf(run: Pick<Run, 'steps' | 'bounds' | 'observations' | 'connections'>): HeldBack | undefined {
  const watches = horizonsOf(run)
  if (watches.length === 0) return undefined
  const demands = run.bounds.flatMap(({ bound, negated, judgedAtMs, verdict }): Answered[] => {
    const step = run.steps.find(({ id }) => id === bound.since)
    if (!step || judgedAtMs === undefined) return []
    const afterMs = Math.max(0, judgedAtMs - step.byMs)
    return [
      { bound, ...(negated ? { negated } : {}), afterMs, ...(verdict.status === 'fail' ? { failed: verdict } : {}) },
    ]
  })
  return { demands, watches }
}

/** A control while it runs. */
export class Control {
  readonly #recorder: Recorder
  readonly #watches: HeldBack['watches']
  readonly #open: Answered[]

  constructor({ demands, watches }: HeldBack, recorder: Recorder) {
    this.#recorder = recorder
    this.#watches = watches
    this.#open = [...demands]
  }

  /** What is done in the place of a step. */
  instead(does: Action): Action {
    return isFault(does) && !isControl(does) ? noFault() : does
  }

  /** Waits for as long as it took. Throws E_CONTROL where this was not demanded before. */
  async answer(
    bound: Bound,
    negated: boolean,
    since: { readonly byMs: Ms },
    signal: AbortSignal,
  ): Promise<BoundResult> {
    const asked = JSON.stringify(bound)
    const at = this.#open.findIndex(one => JSON.stringify(one.bound) === asked && (one.negated ?? false) === negated)
    const [known] = at < 0 ? [] : this.#open.splice(at, 1)
    if (!known)
      throw new HalfopenError('E_CONTROL', `Cannot run it without its faults: it demands something else there`)
    await this.#recorder.passed(since.byMs + known.afterMs, () => false, signal)
    return { bound, verdict: known.failed ?? { status: 'pass' } }
  }

  /** Watches those that noticed for long enough. */
  async watched(observations: readonly Observation[], signal: AbortSignal): Promise<void> {
    const { connections } = this.#recorder
    const ends = this.#watches.map(({ by, forMs }) => {
      const seen = sightingsOf(by, { observations, connections })
      return (seen.find(isHealthy)?.atMs ?? 0) + forMs
    })
    await this.#recorder.passed(Math.max(0, ...ends), () => false, signal)
  }
}
