// A scenario of the bench, recorded in a guest, and what it measured.
import { guest } from '#harness/boxes/guest/guest.ts'
import { recordInBox } from '#harness/boxes/record-in-box.ts'
import { type PairSpec, parseScenario } from '#harness/define/scenario.ts'
import { powerOff } from '#harness/faults/power-off.ts'
import type { RunRecord } from '#harness/model/record.ts'
import { asScript } from '#harness/model/scenario.ts'
import { netns } from '#harness/planes/netns/index.ts'
import { longestMs } from '#harness/runtime/limits.ts'
import { cacheReader } from '#harness/subjects/cache-reader.ts'
import { cacheServer } from '#harness/subjects/cache-server.ts'
import { judged } from '#harness/verdict/verdicts.ts'

const { signal } = new AbortController()

/** On the packet plane. */
export type Spec = PairSpec

/** As Linux has it: 7200/75/9. */
export const linuxKeepalive: Spec = {
  server: cacheServer({ changesEvery: '20d' }),
  client: cacheReader({
    changesEvery: '20d',
    readEvery: '20d',
    detector: { keepalive: { idle: '2h', interval: '75s', count: 9 } },
  }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '3h' },
}

/** Its record. */
export async function recorded(spec: Spec): Promise<RunRecord> {
  const script = asScript(scenarioOf(spec))
  const [made] = await recordInBox(guest, [script], 'netns', longestMs(script), signal)
  return made
}

function scenarioOf(spec: Spec) {
  return parseScenario('bench/virtual', 'a case of the bench', { ...spec, clock: 'virtual' }, ['netns'])
}

/** Throws where nothing was detected. */
export function detectedAfterMs(spec: Spec, made: RunRecord): number {
  const { bounds, error } = judged(scenarioOf(spec), made, netns.tolerance)
  const outcome = bounds[0]?.outcome
  if (outcome?.kind === 'detected') return outcome.afterMs
  throw new Error(`nothing was detected: ${error ?? JSON.stringify(bounds[0]?.verdict)}`)
}
