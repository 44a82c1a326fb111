// When a client's kernel alone would tell: the prediction for a program of which nothing is declared, from its sockets and from what it wrote. Pure.
import { effectOf, idleLimitOf } from '../faults/all.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { FoundConnection } from '../model/found.ts'
import { isKernel } from '../model/observer.ts'
import type { Ms } from '../model/units.ts'
import { type Circumstances, type Prediction, unpredictable } from '../predict/circumstances.ts'
import { predict } from '../predict/predict.ts'
import { isShown, type Shown, settingsSeen } from './seen-settings.ts'
import { socketTimes } from './socket-times.ts'

/** Of a client's connections, as the fault found them. `every`: the last of them decides, not the first. */
export function kernelAlone(
  on: WithoutSettings,
  found: readonly FoundConnection[],
  { every, state, hostSysctls }: Asked,
): Prediction {
  const shown = found.filter(isShown)
  if (shown.length === 0) return unpredictable('nothing is declared of its settings, and no socket of it was seen')
  const alike = Map.groupBy(shown, one =>
    JSON.stringify([one.socket.set, kernelStates[state ?? one.state], typeof one.nextWriteMs]),
  )
  const each = [...alike.values()].map(([first, ...others]) =>
    first
      ? ofAlike({ ...on, quietMs: shown.length > 1 ? undefined : on.quietMs }, [first, ...others], {
          state,
          hostSysctls,
        })
      : unpredictable(''),
  )
  return asSeenBy(on, together(each, every))
}

/** A kernel that is told knows it at once; a program of which no deadline is declared may look at its socket later. */
function asSeenBy({ by }: Pick<WithoutSettings, 'by'>, told: Prediction): Prediction {
  if (told.mechanism !== 'told' || by === undefined || isKernel(by)) return told
  return {
    ...told,
    window: undefined,
    reason: `${told.reason}: its kernel is told at once, and when its program looks nothing is declared of`,
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
  const state = kernelStates[asked.state ?? one.state]
  const all: Circumstances = { ...on, settings, state, ...socketTimes(alike) }
  if (state !== 'idle') return predict(all)
  if (one.nextWriteMs === undefined || isUnsent(all)) return unpredictable('whether its program writes was not seen')
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

/** What its host cannot send no router sees. */
function isUnsent(on: Circumstances): boolean {
  const effect = effectOf(on.fault, on)
  return 'unsent' in effect && effect.unsent === true
}

/** The first that its kernel tells of, or the last. What cannot be told of one cannot be told of all. */
function together(each: readonly Prediction[], every = false): Prediction {
  const [first = unpredictable(''), ...others] = each
  const dark = each.find(({ window }) => window === undefined)
  if (dark || others.length === 0) return dark ?? first
  const never = each.find(({ window }) => window === 'never')
  const told = each.flatMap(one => (isSpan(one.window) ? [{ ...one, window: one.window }] : []))
  if (told.length === 0 || (every && never)) return never ?? first
  const sure = told.filter(({ orNever }) => !orNever)
  const deciding = (sure.length > 0 && !every ? sure : told).toSorted((a, b) => a.window[1] - b.window[1])
  const decides = every ? deciding.at(-1) : deciding[0]
  const lows = told.map(({ window }) => window[0])
  const low = every ? Math.max(...lows) : Math.min(...lows)
  return decides ? { ...decides, window: [low, decides.window[1]] } : first
}

function isSpan(window: Prediction['window']): window is readonly [Ms, Ms] {
  return typeof window === 'object'
}
