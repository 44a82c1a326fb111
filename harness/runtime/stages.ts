// The waits between the steps of a run: healthy, settled, watched. Each has a name, a limit and a signal.
import { HalfopenError } from '../kit/errors.ts'
import type { Bound, Tolerance } from '../model/bound.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import { appObservations } from '../model/reading.ts'
import type { Script } from '../model/scenario.ts'
import type { Subject } from '../model/subject.ts'
import type { Host, Role, Vantage } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { Injection } from '../planes/plane.ts'
import { watchFromFaultMs } from './limits.ts'

/** The programs of a run. */
export type Pair = Readonly<Record<Role, Subject>> & { readonly standby?: Subject }

/** What there is of a script when its client has been started: a script of several steps has no bounds yet. */
type Begun = Pair & { readonly bounds?: readonly Bound[] }

/** Waits until the wire carries traffic and a client that can say so has said that it is connected. */
export async function healthy(script: Begun, recorder: Recorder, signal: AbortSignal): Promise<void> {
  const seen = follow(script, recorder)
  const wanted = witnesses(script)
  const missing = () => wanted.filter(vantage => !seen().some(o => o.vantage === vantage && o.kind === 'traffic'))
  const done = () => refuseExit(script, recorder) || missing().length === 0
  try {
    await recorder.until(done, signal)
  } catch (thrown) {
    if (!(thrown instanceof HalfopenError && thrown.code === 'E_DEADLINE')) throw thrown
    throw new HalfopenError(
      'E_UNHEALTHY',
      `Cannot inject a fault: no healthy traffic seen by ${missing().join(', ')}`,
      {
        fix: `Does "${script.client.name}" connect to {host}:{port}, and does \`connected\` match its words?`,
        cause: thrown,
      },
    )
  }
}

/** Lets healthy traffic go on before the fault, and makes sure that both programs live to see it. */
export async function settled(script: Script, recorder: Recorder, signal: AbortSignal): Promise<void> {
  const untilMs = recorder.clock.nowMs() + script.limits.settleMs
  await recorder.passed(untilMs, () => refuseExit(script, recorder), signal)
}

/** Watches until every bound is decided, or the longest of them is over. */
export async function watched(
  script: Script,
  tolerance: Tolerance,
  recorder: Recorder,
  injection: Injection,
  signal: AbortSignal,
): Promise<void> {
  const seen = follow(script, recorder)
  const decided = () => script.bounds.every(bound => isDecided(bound, injection, seen()))
  const watchMs = Math.max(...script.bounds.map(bound => watchFromFaultMs(bound, script.fault)))
  const untilMs = injection.byMs + watchMs + tolerance.lateMs
  await recorder.passed(untilMs, decided, signal)
  await settledAgain(script.bounds, recorder, signal)
}

/** A first good answer may be followed by a loss at once, such as a close that was held up: recovered is who stays so. */
export async function settledAgain(bounds: readonly Bound[], recorder: Recorder, signal: AbortSignal): Promise<void> {
  if (bounds.some(({ expect }) => expect === 'recovery'))
    await recorder.passed(recorder.clock.nowMs() + 250, () => false, signal)
}

/** Reads what is new each time it is called, and returns all that was seen so far. */
export function follow(script: Pair, recorder: Recorder): () => readonly Observation[] {
  const seen: Observation[] = []
  let lines = 0
  let observations = 0
  return () => {
    seen.push(...appObservations(script, recorder.lines.slice(lines)), ...recorder.observations.slice(observations))
    lines = recorder.lines.length
    observations = recorder.observations.length
    return seen
  }
}

/** Whether watching longer can no longer change what a bound's vantage has shown. */
export function isDecided(bound: Bound, injection: Injection, seen: readonly Observation[]): boolean {
  const own = seen.filter(({ vantage }) => vantage === bound.from)
  if (bound.expect === 'detection') return own.some(o => isLoss(o) && o.atMs >= injection.atMs)
  if (bound.expect === 'silence') return false
  const healedAtMs = injection.healedAtMs
  return healedAtMs !== undefined && own.some(o => !isLoss(o) && o.kind !== 'stale-answer' && o.atMs >= healedAtMs)
}

/** A kernel that is to bear witness must have seen the connection; nobody else need have: it may be one that says nothing at all. */
function witnesses({ client, bounds = [] }: Begun): readonly Vantage[] {
  const kernels = bounds.map(({ from }) => from).filter(from => from.endsWith('-kernel'))
  const carried: readonly Vantage[] = kernels.length > 0 ? kernels : ['wire']
  return client.says.connected ? ['client-app', ...carried] : carried
}

function refuseExit(script: Pair, recorder: Recorder): boolean {
  const exit = recorder.observations.find(({ kind }) => kind === 'exited')
  if (!exit) return false
  const role = hosts.find(host => exit.vantage === `${host}-app`) ?? 'client'
  const last = recorder.lines.filter(line => line.role === role).slice(-5)
  const words = last.length > 0 ? `, its last words: ${last.map(({ text }) => text).join(' / ')}` : ', without a word'
  throw new HalfopenError(
    'E_EXITED_EARLY',
    `Cannot inject a fault: ${role} "${script[role]?.name}" ended before the fault (${exit.detail})${words}`,
    { fix: 'Run its command by hand: it has to stay up' },
  )
}

const hosts = ['client', 'server', 'standby'] as const satisfies readonly Host[]
