// When a client's kernel alone would tell: the prediction for a program of which nothing is declared, from its sockets and from what it wrote. Pure.
import { effectOf, idleLimitOf } from '../faults/all.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { FoundConnection } from '../model/found.ts'
import { isKernel } from '../model/observer.ts'
import { type Circumstances, type Prediction, unpredictable } from '../predict/circumstances.ts'
import { predict } from '../predict/predict.ts'
import { isShown, type Shown, settingsSeen } from './seen-settings.ts'
import { alikes, quietOf, together } from './several.ts'
import { socketTimes } from './socket-times.ts'
import { closedSince, stateOf } from './state-found.ts'

/** Of a client's connections, as the fault found them. `every`: the last of them decides, not the first. */
export function kernelAlone(
  on: WithoutSettings,
  found: readonly FoundConnection[],
  { every, state, hostSysctls }: Asked,
): Prediction {
  const shown = found.filter(isShown)
  if (shown.length === 0)
    return unpredictable(
      'no socket of it was seen, and it declares no settings. Give its command() settings, such as request-timeout=3s',
    )
  const kindOf = (one: Shown) => [one.socket.set, kernelStates[state ?? stateOf(one)], typeof one.nextWriteMs]
  const each = alikes(shown, kindOf).map(alike =>
    ofAlike({ ...on, ...quietOf(alike, shown, on) }, alike, { state, hostSysctls }),
  )
  return asSeenBy(on, together(each, every))
}

/** A kernel that is told knows it at once; a program of which no deadline is declared may look at its socket later. */
function asSeenBy({ by }: Pick<WithoutSettings, 'by'>, told: Prediction): Prediction {
  if (told.mechanism !== 'told' || by === undefined || isKernel(by)) return told
  return {
    ...told,
    window: undefined,
    reason: `${told.reason}: its kernel is notified at once, and when the program looks at its socket is not declared`,
  }
}

type WithoutSettings = Omit<Circumstances, 'settings' | 'state'>

interface Asked {
  readonly every?: boolean | undefined
  /** What the scenario brought the connection into. */
  readonly state: ConnectionState | undefined
  readonly hostSysctls: Readonly<Record<string, number>> | undefined
}

/** Connections of one kind: they differ in when they were written to at the most. */
function ofAlike(on: WithoutSettings, alike: readonly [Shown, ...Shown[]], asked: Omit<Asked, 'every'>): Prediction {
  const [one] = alike
  const settings = settingsSeen({}, one, asked.hostSysctls)
  const state = kernelStates[asked.state ?? stateOf(one)]
  const since = closedSince(alike, { asked: asked.state, found: state }, { ...on, settings })
  const all: Circumstances = { ...on, settings, state, ...socketTimes(alike), ...since }
  if (state !== 'idle') return predict(all)
  if (one.nextWriteMs === undefined || isUnseen(all))
    return unpredictable(
      'nobody saw whether it writes anything by itself, and it declares no settings. Give its command() settings, such as asks=2s',
    )
  if (one.nextWriteMs === 'none') return predict(all)
  if (idleLimitOf(on.fault)) return unpredictable('its program writes by itself, and how often is not declared')
  const writes = alike.flatMap(({ nextWriteMs }) => (typeof nextWriteMs === 'number' ? [nextWriteMs] : []))
  // How much it writes, and whether it goes on before the first is acknowledged, nobody has said.
  return predict({ ...all, nextWriteMs: [Math.min(...writes), Math.max(...writes)], writesAgainMs: 'unknown' })
}

/** To a kernel a request that was acknowledged is over. */
const kernelStates = {
  idle: 'idle',
  'awaiting-answer': 'idle',
  'data-in-flight': 'data-in-flight',
  connecting: 'connecting',
  'zero-window': 'zero-window',
  'syn-received': 'syn-received',
} as const satisfies Record<ConnectionState, ConnectionState>

/** What does not leave its host no router sees. */
function isUnseen(on: Circumstances): boolean {
  const effect = effectOf(on.fault, on)
  return 'unseen' in effect && effect.unseen === true
}
