// Method: the short cases run on both clocks, in namespaces of this machine's kernel and in a guest with its own. Each has to fall into the window
// that is predicted for its kernel, and both within one step of the timer wheel of each other, plus what the packet plane itself may be
// late in real time. A guest whose clock ran at another speed, or a model of one kernel only, would be seen here.
import { describe, expect, test } from 'vitest'
import type { BoundSpec } from '../define/bounds.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { runScenario } from '../execute/run-scenario.ts'
import { blackHole } from '../faults/black-hole.ts'
import { powerOff } from '../faults/power-off.ts'
import type { Run } from '../model/report.ts'
import type { ClockName, Ms } from '../model/units.ts'
import { netns } from '../planes/netns/index.ts'
import { cacheReader } from '../subjects/cache-reader.ts'
import { cacheServer } from '../subjects/cache-server.ts'
import { cacheWriter } from '../subjects/cache-writer.ts'
import { quietClient, quietServer } from '../subjects/quiet.ts'
import { wheelOf } from '../timers/wheel.ts'
import { boxes } from './boxes.ts'

const reasons = (await Promise.all(Object.values(boxes).map(async kind => kind.refusal()))).flatMap(
  refusal => refusal?.reason ?? [],
)

/** `longestTimerMs`: the coarsest of the kernel's timers that decide. */
const cases: Record<string, Omit<ScenarioSpec, 'bounds'> & { bounds?: BoundSpec; longestTimerMs: Ms }> = {
  'keepalive 1/1/3': { ...idle('1s', '1s', 3), longestTimerMs: 1_000 },
  'keepalive 3/2/2': { ...idle('3s', '2s', 2), longestTimerMs: 3_000 },
  'keepalive 2/1/3, behind a black hole': { ...idle('2s', '1s', 3), fault: blackHole(), longestTimerMs: 2_000 },
  'data in flight, tcp_retries2 3': { ...busy('data-in-flight'), longestTimerMs: 3_200 },
  'zero window, tcp_retries2 3': { ...busy('zero-window'), longestTimerMs: 3_200 },
  'connecting, tcp_syn_retries 1': {
    server: quietServer(),
    client: quietClient(),
    state: 'connecting',
    fault: powerOff('server'),
    network: { sysctls: { client: { 'net.ipv4.tcp_syn_retries': 1, 'net.ipv4.tcp_syn_linear_timeouts': 0 } } },
    longestTimerMs: 2_000,
  },
  'a heartbeat every 500 ms, to be answered within 1 s': {
    server: cacheServer({ changesEvery: '1h' }),
    client: cacheReader({ changesEvery: '1h', detector: { heartbeat: { every: '500ms', deadline: '1s' } } }),
    fault: powerOff('server'),
    bounds: { detectedBy: 'client-app', within: '5s' },
    longestTimerMs: 1_000,
  },
}

describe.skipIf(reasons.length > 0)(`both clocks${reasons.map(reason => ` (${reason})`).join('')}`, () => {
  for (const [name, { longestTimerMs, ...spec }] of Object.entries(cases)) {
    test.concurrent(`agree on ${name}`, { timeout: 240_000 }, async () => {
      const [real, virtual] = await Promise.all([run(spec, 'real'), run(spec, 'virtual')])
      for (const { took, predicted } of [real, virtual]) {
        expect(took).toBeGreaterThanOrEqual(predicted[0])
        expect(took).toBeLessThanOrEqual(predicted[1])
      }
      const silences = spec.client?.settings.keepalive ? [real, virtual] : []
      const [ofReal = 0, ofVirtual = 0] = silences.map(({ quietMs }) => quietMs)
      const wheel = wheelOf(250)
      const stepMs = wheel.unit(wheel.ticks(longestTimerMs)) * wheel.tickMs
      const apartMs = Math.abs(real.took + ofReal - virtual.took - ofVirtual)
      expect(apartMs).toBeLessThanOrEqual(phaseMs(spec) + stepMs + netns.tolerance.lateMs)
    })
  }
})

async function run(spec: (typeof cases)[string] | Omit<ScenarioSpec, 'bounds'>, clock: ClockName): Promise<Found> {
  const { bounds = { detectedBy: 'client-kernel', within: '30s' } } = spec as Partial<ScenarioSpec>
  const scenario = parseScenario(
    `agreement/${clock}`,
    'a case of both clocks',
    { ...spec, bounds, clock } as ScenarioSpec,
    ['netns'],
  )
  return found(await runScenario(scenario, netns, clock, new AbortController().signal))
}

interface Found {
  took: Ms
  /** How long its client had heard nothing when the fault came: keepalive counts from then. */
  quietMs: Ms
  predicted: readonly [Ms, Ms]
}

function found({ bounds: [result], error, clock, observations, steps }: Run): Found {
  const { outcome, predictedMs } = result ?? {}
  if (outcome?.kind !== 'detected' || !Array.isArray(predictedMs)) {
    throw new Error(`nothing to compare in ${clock} time: ${error ?? JSON.stringify({ result, observations })}`)
  }
  const [low, high] = predictedMs
  return { took: outcome.afterMs, quietMs: steps[0]?.quietMs?.client ?? 0, predicted: [low, high] }
}

/** A program's own rhythm may be met at any of its phases; a kernel's timer counts from what it heard last. */
function phaseMs({ client }: Pick<ScenarioSpec, 'client'>): Ms {
  return client?.settings.heartbeat?.everyMs ?? 0
}

function idle(idle: '1s' | '2s' | '3s', interval: '1s' | '2s', count: number) {
  return {
    server: quietServer(),
    client: quietClient({ keepalive: { idle, interval, count } }),
    fault: powerOff('server'),
  } as const
}

function busy(state: 'data-in-flight' | 'zero-window') {
  return {
    server: cacheServer(),
    client: cacheWriter(),
    state,
    fault: powerOff('server'),
    network: { sysctls: { client: { 'net.ipv4.tcp_retries2': 3 } } },
  } as const
}
