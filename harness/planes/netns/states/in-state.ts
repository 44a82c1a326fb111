// Brings the connection under test into a state before a fault comes, by means of the network alone, so that it works with any program.
import { type Clock, isOverrun } from '../../../kit/clock.ts'
import { HalfopenError } from '../../../kit/errors.ts'
import { until } from '../../../kit/until.ts'
import type { ConnectionState } from '../../../model/connection-state.ts'
import type { Evidence } from '../../../model/evidence.ts'
import type { Ms } from '../../../model/units.ts'
import type { Injection } from '../../plane.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { awaitingAnswer } from './awaiting-answer.ts'
import { connecting } from './connecting.ts'
import { dataInFlight } from './data-in-flight.ts'
import { idle } from './idle.ts'
import { retold } from './retold.ts'
import { synReceived } from './syn-received.ts'
import type { Way } from './way.ts'
import { zeroWindow } from './zero-window.ts'

/**
 * Injects a fault while the first client's connection is in a state; the injection's evidence says what the kernels showed of it. Rejects
 * with E_UNREACHED, and with the reason, when the state does not come about within `withinMs`.
 */
export async function inState(
  testbed: PacketTestbed,
  state: ConnectionState,
  { withinMs, signal }: Patience,
  inject: () => Promise<Injection>,
): Promise<Injection> {
  const { clock } = testbed.recorder
  const startedMs = clock.nowMs()
  const way = ways[state](testbed)
  try {
    const fromMs = startedMs - (way.onItsWayMs ?? 0)
    const { seen, betweenMs } = await reached(state, way, { clock, fromMs }, { withinMs, signal })
    const injection = await inject()
    way.inForce?.(injection.fault)
    const sinceMs = [injection.atMs - betweenMs[1], injection.byMs - betweenMs[0]] as const
    const tell = ({ text, facts }: Evidence) => ({
      text: `${state}: ${seen.text}; ${text}`,
      facts: { ...seen.facts, ...facts },
    })
    return retold(injection, tell, { disposed: way.end, sinceMs })
  } catch (thrown) {
    way.end()
    throw thrown
  }
}

/** How long a state is waited for. */
export interface Patience {
  readonly withinMs: Ms
  readonly signal: AbortSignal
}

const ways = {
  idle,
  'awaiting-answer': awaitingAnswer,
  'data-in-flight': dataInFlight,
  connecting,
  'zero-window': zeroWindow,
  'syn-received': synReceived,
} as const satisfies Record<ConnectionState, (testbed: PacketTestbed) => Way>

/** It came about between the last look at which it was not there, and the first at which it was. */
interface Reached {
  readonly seen: Evidence
  readonly betweenMs: readonly [Ms, Ms]
}

async function reached(
  state: ConnectionState,
  way: Way,
  { clock, fromMs }: { readonly clock: Clock; readonly fromMs: Ms },
  { withinMs, signal }: Patience,
): Promise<Reached> {
  let lacking = 'nothing was seen of it'
  let notYetMs = fromMs
  const look = (): Reached | undefined => {
    const atMs = clock.nowMs()
    const found = way.look()
    if ('seen' in found) return { seen: found.seen, betweenMs: [notYetMs, clock.nowMs()] }
    lacking = found.lacking
    if (!found.begun) notYetMs = atMs
    return undefined
  }
  try {
    return await until(`reach the state ${state}`, look, { withinMs, everyMs: 4, signal })
  } catch (cause) {
    if (!isOverrun(cause)) throw cause
    throw new HalfopenError(
      'E_UNREACHED',
      `Cannot inject a fault in the state ${state}: ${lacking}, after ${withinMs / 1_000} s`,
      { fix: 'Let the client do what the state needs, or give it more time with `setupWithin`', cause },
    )
  }
}
