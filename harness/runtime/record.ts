// The only impure road through the house: open, start, see it healthy, inject, watch, write down. No opinion is formed here.
import { deadline } from '../kit/clock.ts'
import type { RunRecord } from '../model/record.ts'
import type { Script } from '../model/scenario.ts'
import { Recorder } from '../observe/recorder.ts'
import type { Plane } from '../planes/plane.ts'
import { healthy, settled, watched } from './stages.ts'
import { where } from './where.ts'

/**
 * Runs a script on a plane and returns what was seen. Never rejects: what broke the run is the record's `error`, and what was
 * seen until then is kept; what the kernel lacks for the fault is its `lacking`. `signal` ends it early, the same way.
 */
export async function record(script: Script, plane: Plane, signal: AbortSignal): Promise<RunRecord> {
  const recorder = new Recorder()
  const on = { plane: plane.name, ...where() }
  try {
    const lacking = await plane.lacks?.(script.fault)
    if (lacking !== undefined) return { ...recorder.record(on), lacking }
    using setup = deadline(`set up "${script.id}"`, script.limits.setupMs, signal)
    await using testbed = await plane.open(script, recorder, setup.signal)
    await using _server = await testbed.start(script.server, setup.signal)
    await using _standby = script.standby && (await testbed.start(script.standby, setup.signal))
    await using _client = await testbed.start(script.client, setup.signal)
    await healthy(script, recorder, setup.signal)
    setup[Symbol.dispose]()
    await settled(script, recorder, signal)
    await using fault = await recorder.addInjection(() => testbed.inject(script.fault, signal))
    await watched(script, plane.tolerance, recorder, fault, signal)
    await recorder.end()
  } catch (thrown) {
    recorder.blame(thrown)
  }
  return recorder.record(on)
}
