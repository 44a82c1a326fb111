// The waits between the steps of a run: started, healthy, settled, watched. Each has a name, a limit and a signal.
import type { Bound, Tolerance } from '../model/bound.ts'
import { type Host, startingTogether } from '../model/host.ts'
import type { Script } from '../model/scenario.ts'
import { isFault, type Step } from '../model/step.ts'
import type { SubjectSpec } from '../model/subject.ts'
import type { Ms } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { InForce, Plane, Testbed } from '../planes/plane.ts'
import { staysSoMs } from '../verdict/outcome.ts'
import { deciderOf } from './decided.ts'
import { refuseExit } from './health.ts'
import { watchFromStepMs } from './limits.ts'

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

/** Starts every host's program, in order, those that name each other all at once. Disposing ends them, the last first. */
export async function started(
  hosts: readonly Host<SubjectSpec>[],
  testbed: Testbed,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  for (const circle of startingTogether(hosts)) {
    const broken = new AbortController()
    const either = AbortSignal.any([signal, broken.signal])
    const starts = circle.map(async host => {
      try {
        stack.use(await testbed.start(host, either))
      } catch (thrown) {
        broken.abort(thrown)
      }
    })
    await Promise.all(starts)
    broken.signal.throwIfAborted()
  }
  return stack.move()
}

/** Lets healthy traffic go on before the first step, and makes sure that all programs live to see it. */
export async function settled({ hosts, limits }: Script, recorder: Recorder, signal: AbortSignal): Promise<void> {
  await recorder.passed(recorder.clock.nowMs() + limits.settleMs, () => refuseExit(hosts, recorder), signal)
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
  const untilMs = Math.max(...watches.map(({ bound, step, live }) => live.byMs + watchFromStepMs(bound, step))) + lateMs
  await decided(untilMs, { bounds, isDecided: () => deciders.map(one => one()).every(Boolean) }, recorder, signal)
}

/** Watches until all is decided, or the time is over. Recovered is who stays so: one that is lost again at once is watched further. */
export async function decided(
  untilMs: Ms,
  { bounds, isDecided }: { readonly bounds: readonly Bound[]; readonly isDecided: () => boolean },
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const mayFlap = bounds.some(({ expect }) => expect === 'recovery')
  do {
    await recorder.passed(untilMs, isDecided, signal)
    if (mayFlap) await recorder.passed(recorder.clock.nowMs() + staysSoMs, () => !isDecided(), signal)
  } while (mayFlap && !isDecided() && recorder.clock.nowMs() < untilMs)
}
