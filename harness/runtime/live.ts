// A system that is up and is worked on by hand, in real time: steps come when somebody takes them, and what was seen so far can be looked at in between.
import { deadline } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { Scope } from '../kit/scope.ts'
import type { RunRecord } from '../model/record.ts'
import type { Script } from '../model/scenario.ts'
import { type Action, isFault } from '../model/step.ts'
import { Recorder } from '../observe/recorder.ts'
import type { Plane, Testbed } from '../planes/plane.ts'
import { healthy } from './health.ts'
import { started } from './stages.ts'
import { Steps } from './steps.ts'
import { keptWrites, where } from './where.ts'

/** Starts the hosts of a script, and waits until they are healthy: none of its steps is taken. Rejects with what stands in the way. */
export async function openLive(script: Script, plane: Plane, signal: AbortSignal): Promise<Live> {
  const recorder = new Recorder()
  const scope = new Scope(10_000)
  try {
    using setup = deadline(`set up "${script.id}"`, script.limits.setupMs, signal)
    const testbed = scope.own('close the testbed', await plane.open(script, recorder, setup.signal))
    const start: Testbed['start'] = (host, broken) => testbed.start(host, AbortSignal.any([broken, setup.signal]))
    recorder.waits.begin()
    scope.own('end the programs', await started(script.hosts, { start }, { atOnce: true, signal }))
    await healthy({ hosts: script.hosts }, recorder, setup.signal).catch((thrown: unknown) => {
      testbed.refuseUnreachable?.()
      throw thrown
    })
    const steps = scope.own('heal the faults', new Steps(testbed, recorder))
    return new Live(script, { plane, recorder, steps, scope, signal })
  } catch (thrown) {
    await scope[Symbol.asyncDispose]().catch(() => {})
    throw thrown
  }
}

interface Parts {
  readonly plane: Plane
  readonly recorder: Recorder
  readonly steps: Steps
  readonly scope: Scope
  readonly signal: AbortSignal
}

/** A system that is up. Disposing heals what still stands and ends everything. */
export class Live implements AsyncDisposable {
  readonly #script: Script
  readonly #parts: Parts

  constructor(script: Script, parts: Parts) {
    this.#script = script
    this.#parts = parts
  }

  /** Takes a step, now. Rejects with E_UNSUPPORTED for what cannot be shown here, and with what stands in its way: it is not taken then. */
  async take(does: Action): Promise<void> {
    const { plane, steps, signal } = this.#parts
    const { hosts, network, names } = this.#script
    const claim = { hosts, ...(network ? { network } : {}), ...(names ? { names } : {}) }
    const reason = isFault(does)
      ? (plane.unsupported({ ...claim, steps: [{ does }] }) ?? (await plane.lacks?.(does, network)))
      : undefined
    if (reason !== undefined)
      throw new HalfopenError('E_UNSUPPORTED', `Cannot inject ${does.kind} on ${plane.name}: ${reason}`)
    await steps.take(does, signal)
  }

  /** All that was seen so far, as a record that ends now. */
  async soFar(): Promise<RunRecord> {
    const { plane, recorder } = this.#parts
    const steps = structuredClone(await recorder.stepsNow())
    const endedAtMs = recorder.judging()
    return { ...recorder.record({ plane: plane.name, ...where(), ...keptWrites() }), steps, endedAtMs }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.scope[Symbol.asyncDispose]()
  }
}
