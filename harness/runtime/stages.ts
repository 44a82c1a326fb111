// The waits between the steps of a run: started, healthy, settled, watched. Each has a name, a limit and a signal.
import type { Bound, Tolerance } from '../model/bound.ts'
import { type Host, startingTogether, waitsFor } from '../model/host.ts'
import type { Script } from '../model/scenario.ts'
import { isFault, type Step } from '../model/step.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { HostName, Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { InForce, Plane, Testbed } from '../planes/plane.ts'
import { staysSoMs } from '../verdict/outcome.ts'
import { deciderOf } from './decided.ts'
import { givenUp } from './given-up.ts'
import { hasEnded, refuseExit } from './health.ts'
import { untilInLineMs } from './in-line.ts'

/** What the kernel at hand lacks for one of the steps; undefined where nothing. */
export async function lackingFor({ steps, network }: Lacking, plane: Plane): Promise<string | undefined> {
  for (const { does } of steps) {
    const reason = isFault(does) ? await plane.lacks?.(does, network) : undefined
    if (reason !== undefined) return reason
  }
  return undefined
}

/** What of a script decides it. */
interface Lacking extends Pick<Script, 'network'> {
  readonly steps: readonly Pick<Step, 'does'>[]
}

/**
 * Starts every host's program: those `atOnce` that do not need each other, or else one after the other in order. Where one cannot be started,
 * none is. Disposing ends them, the last of the order first.
 */
export async function started(
  hosts: readonly Host<SubjectSpec>[],
  testbed: Pick<Testbed, 'start'>,
  { atOnce, signal }: Starting,
): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const broken = new AbortController()
  const either = AbortSignal.any([signal, broken.signal])
  const running = new Map<HostName, AsyncDisposable>()
  const start = async (host: Host<SubjectSpec>) => {
    try {
      running.set(host.name, await testbed.start(host, either))
    } catch (thrown) {
      broken.abort(thrown)
    }
  }
  const circles = startingTogether(hosts)
  const begun: Promise<unknown>[] = []
  for (const circle of circles) {
    const before = begun.filter((_, at) => !atOnce || waitsFor(circle, circles[at] ?? [], hosts))
    begun.push(Promise.all(before).then(() => (either.aborted ? [] : Promise.all(circle.map(start)))))
  }
  await Promise.all(begun)
  for (const { name } of hosts) stack.use(running.get(name))
  either.throwIfAborted()
  return stack.move()
}

/** In virtual time nothing is won at once: a guest has one processor, and its clock stands still while programs compute. */
interface Starting {
  readonly atOnce: boolean
  readonly signal: AbortSignal
}

/**
 * Lets healthy traffic go on before the first step, and makes sure that all programs live to see it. Where a witness has just given up its peer, the
 * step waits once more as long for it to be back: a fault that meets a false alarm shows nothing.
 */
export async function settled(
  { hosts, limits: { settleMs }, bounds }: Settling,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const isGivenUp = givenUp(hosts, bounds, recorder)
  for (const isDone of [() => false, () => !isGivenUp()]) {
    await recorder.passed(recorder.clock.nowMs() + settleMs, () => hasEnded(recorder) || isDone(), signal)
    await refuseExit(hosts, recorder)
  }
}

interface Settling extends Pick<Script, 'hosts' | 'bounds'> {
  readonly limits: Pick<Script['limits'], 'settleMs'>
}

/** Watches until every bound is decided, or the longest of them is over. */
export async function watched(
  { hosts, steps, bounds }: Script,
  taken: readonly InForce[],
  { lateMs }: Tolerance,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const watches = bounds.flatMap(bound => {
    const [step, live] = [steps[bound.since], taken[bound.since]]
    return step && live ? [{ bound, step, live }] : []
  })
  const deciders = watches.map(({ bound, step, live }) => deciderOf(bound, { does: step.does, live }, hosts, recorder))
  const lost = { all: steps.map(({ does }) => does), waits: recorder.waits }
  const untilMs = () =>
    Math.max(...watches.map(({ bound, step, live }) => untilInLineMs(bound, step.does, live, lost))) + lateMs
  await decided(untilMs, { bounds, isDecided: () => deciders.map(one => one()).every(Boolean) }, recorder, signal)
}

/** Watches until all is decided, or the time is over, which may move meanwhile. Recovered is who stays so: one that is lost again at once is watched further. */
export async function decided(
  untilMs: () => Ms,
  { bounds, isDecided }: { readonly bounds: readonly Bound[]; readonly isDecided: () => boolean },
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const mayFlap = bounds.some(({ expect }) => expect === 'recovery')
  do {
    await recorder.passed(untilMs(), isDecided, signal)
    recorder.waits.look()
    if (mayFlap && isDecided()) await recorder.passed(recorder.clock.nowMs() + staysSoMs, () => !isDecided(), signal)
  } while (!isDecided() && recorder.clock.nowMs() < untilMs())
  await recorder.lastWords.heardOut()
}
