// The waits between the steps of a run: healthy, settled, watched. Each has a name, a limit and a signal.
import { HalfopenError } from '../kit/errors.ts'
import type { Bound, Tolerance } from '../model/bound.ts'
import type { Script } from '../model/scenario.ts'
import type { Subject } from '../model/subject.ts'
import type { Host, Role, Vantage } from '../model/units.ts'
import type { Recorder } from '../observe/recorder.ts'
import type { Injection } from '../planes/plane.ts'
import { staysSoMs } from '../verdict/outcome.ts'
import { deciderOf } from './decided.ts'
import { follow } from './follow.ts'
import { ownMs, watchMs } from './limits.ts'

/** The programs of a run. */
export type Pair = Readonly<Record<Role, Subject>> & { readonly standby?: Subject }

/** What there is of a script when its client has been started: a script of several steps has no bounds yet. */
type Begun = Pair & { readonly bounds?: readonly Bound[] }

/** Waits until the wire carries traffic and a client that can say so has said that it is connected. */
export async function healthy(script: Begun, recorder: Recorder, signal: AbortSignal): Promise<void> {
  const fresh = follow(script, recorder)
  let missing = witnesses(script)
  const done = () => {
    const seen = fresh().filter(({ kind }) => kind === 'traffic')
    missing = missing.filter(wanted => !seen.some(({ vantage }) => vantage === wanted))
    return refuseExit(script, recorder) || missing.length === 0
  }
  try {
    await recorder.until(done, signal)
  } catch (thrown) {
    if (!(thrown instanceof HalfopenError && thrown.code === 'E_DEADLINE')) throw thrown
    throw new HalfopenError('E_UNHEALTHY', `Cannot inject a fault: no healthy traffic seen by ${missing.join(', ')}`, {
      fix: `Does "${script.client.name}" connect to {host}:{port}, and does \`connected\` match its words?`,
      cause: thrown,
    })
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
  const deciders = script.bounds.map(bound => deciderOf(bound, injection, script, recorder))
  const healingMs = (bound: Bound) => (bound.expect === 'recovery' ? ownMs(script.fault) : 0)
  const untilMs =
    injection.byMs + Math.max(...script.bounds.map(bound => watchMs(bound) + healingMs(bound))) + tolerance.lateMs
  await recorder.passed(untilMs, () => deciders.every(isDecided => isDecided()), signal)
  await settledAgain(script.bounds, recorder, signal)
}

/** Recovered is who stays so. */
export async function settledAgain(bounds: readonly Bound[], recorder: Recorder, signal: AbortSignal): Promise<void> {
  if (bounds.some(({ expect }) => expect === 'recovery'))
    await recorder.passed(recorder.clock.nowMs() + staysSoMs, () => false, signal)
}

/** A kernel that is to bear witness must have seen the connection; nobody else need have: it may be one that says nothing at all. */
function witnesses({ client, bounds = [] }: Begun): readonly Vantage[] {
  const kernels = bounds.map(({ from }) => from).filter(from => from.endsWith('-kernel'))
  const carried: readonly Vantage[] = kernels.length > 0 ? kernels : ['wire']
  return client.says.connected ? ['client-app', ...carried] : carried
}

function refuseExit(script: Pair, recorder: Recorder): boolean {
  const exit = recorder.kept.events.firstExit
  if (!exit) return false
  const role = hosts.find(host => exit.vantage === `${host}-app`) ?? 'client'
  const last = recorder.kept.lines.lastWords(role)
  const words = last === undefined ? ', without a word' : `, its last words: ${last}`
  throw new HalfopenError(
    'E_EXITED_EARLY',
    `Cannot inject a fault: ${role} "${script[role]?.name}" ended before the fault (${exit.detail})${words}`,
    { fix: 'Run its command by hand: it has to stay up' },
  )
}

const hosts = ['client', 'server', 'standby'] as const satisfies readonly Host[]
