// The only impure road through the house: open, start, see it healthy, take the steps, watch, write down. No opinion is formed here.
import { deadline } from '../kit/clock.ts'
import type { BoxRecord, RunRecord } from '../model/record.ts'
import type { Script } from '../model/scenario.ts'
import { Recorder } from '../observe/recorder.ts'
import type { Plane, Testbed } from '../planes/plane.ts'
import { comingBack } from './coming-back.ts'
import { healthy } from './health.ts'
import { lackingFor, settled, started, watched } from './stages.ts'
import { Steps } from './steps.ts'
import { keptWrites, where } from './where.ts'

/**
 * Runs a script on a plane and returns what was seen. Never rejects: what broke the run is the record's `error`, and what was
 * seen until then is kept; what the kernel lacks for a fault is its `lacking`. `signal` ends it early, the same way.
 */
export async function record(script: Script, plane: Plane, signal: AbortSignal): Promise<BoxRecord> {
  const recorder = new Recorder()
  const { phase } = script
  let first: RunRecord | undefined
  const on = { plane: plane.name, ...where(), ...keptWrites(), ...(phase ? { phase } : {}) }
  try {
    const lacking = await lackingFor(script, plane)
    if (lacking !== undefined) return { ...recorder.record(on), lacking }
    using setup = deadline(`set up "${script.id}"`, script.limits.setupMs, signal)
    await using testbed = await plane.open(script, recorder, setup.signal)
    // The limit is for each of them: who is not done by then says what it lacks, and that is the error of the run.
    const start: Starts = (host, broken) => testbed.start(host, AbortSignal.any([broken, setup.signal]))
    if (on.clock === 'real') recorder.waits.begin()
    await using _programs = await started(script.hosts, { start }, { atOnce: on.clock === 'real', signal })
    await healthy(script, recorder, setup.signal).catch((thrown: unknown) => {
      testbed.refuseUnreachable?.()
      throw thrown
    })
    setup[Symbol.dispose]()
    await settled(script, recorder, signal)
    await using steps = new Steps(testbed, recorder)
    await steps.takeAll(script.steps, signal)
    await watched(script, steps.taken, plane.tolerance, recorder, signal)
    if (script.comesBack) {
      // As though the watch ended here.
      const taken = structuredClone(await recorder.stepsNow())
      const endedAtMs = recorder.judging()
      first = { ...recorder.record(on), steps: taken, endedAtMs }
      await comingBack(script, script.comesBack, { steps, recorder, signal })
    }
    await recorder.end()
  } catch (thrown) {
    recorder.blame(thrown)
  }
  const whole = { ...recorder.record(on), ...(on.clock === 'virtual' ? chanceIn(script) : {}) }
  return first === undefined ? whole : { ...whole, ...first, afterwards: whole }
}

type Starts = Testbed['start']

/** All chance follows from a seed in there, but for what a program says of itself. */
function chanceIn({ hosts }: Script): Pick<RunRecord, 'notRepeatable'> {
  const reasons = hosts.flatMap(({ program: { name, notRepeatable } }) =>
    notRepeatable === undefined ? [] : [`"${name}": ${notRepeatable}`],
  )
  return reasons.length === 0 ? {} : { notRepeatable: [...new Set(reasons)].join('; ') }
}
