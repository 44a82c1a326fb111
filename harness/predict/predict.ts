// When detection must fall, and what decides it: settings, fault, connection state and kernel give a window, or never. Pure.
import type { Ms } from '../model/units.ts'
import type { Circumstances, Prediction } from './circumstances.ts'
import type { Course } from './effect.ts'
import { courseOf } from './effects.ts'
import { type Fate, oneOf } from './expectation.ts'
import { kernelsOf } from './kernel.ts'
import { tellingMs } from './lateness.ts'
import { well } from './outage.ts'
import { because } from './reason.ts'
import { fateIn } from './states.ts'

/** What must come of a fault, exact to the client's timer wheel; what is not known makes the window wider. Never throws. */
export function predict(on: Circumstances): Prediction {
  if (on.relayed === 'unknown') return eitherWay(on)
  const reason = unseen(on)
  if (reason !== undefined) return untold(reason)
  const found = courseOf(on.fault, on)
  if ('untold' in found) return untold(found.untold)
  const course = on.relayed ? relay(found) : found
  if (!course) return untold('a proxy stands between: what its kernel says is not what the peer says')
  if (course.peerTalks && on.settings.readDeadlineMs !== undefined)
    return untold('the peer can still be heard, and may talk on')
  return phrased(fateOn(on, course), on, course)
}

function fateOn(on: Circumstances, course: Course): Fate {
  if (course.told) return { window: [0, 0], never: false, by: 'told' }
  // Where nothing is wrong only a closed window is: a peer that keeps it closed does so without a fault.
  if (course.because !== undefined && on.state !== 'zero-window') return { never: true, by: 'survived' }
  return oneOf(kernelsOf(on).map(rules => fateIn({ on, course, rules })))
}

function phrased({ window, never, by }: Fate, on: Circumstances, course: Course): Prediction {
  const why = because(by, on, course)
  if (!window) return { window: 'never', mechanism: by, because: why }
  const late = tellingMs[on.clock ?? 'real']
  const told = [micros(Math.max(0, window[0])), micros(Math.max(0, window[1]) + late)] as const
  if (!never) return { window: told, mechanism: by, because: why }
  return { window: told, orNever: true, mechanism: by, because: `${why}, unless the peer is heard before` }
}

/** What lies below a microsecond is the arithmetic's own. */
function micros(ms: Ms): Ms {
  return Math.round(ms * 1_000) / 1_000
}

/** A proxy acknowledges what the client sends: only its program's own deadlines notice anything. */
function relay(course: Course): Course | undefined {
  if (course.told || course.kernel === well) return course
  if (course.kernel.reply !== 'answers') return undefined
  return { ...course, kernel: well, program: course.kernel, connecting: well }
}

function eitherWay(on: Circumstances): Prediction {
  const direct = predict({ ...on, relayed: false })
  const relayed = predict({ ...on, relayed: true })
  if (direct.window === undefined || relayed.window === undefined) return direct.window === undefined ? direct : relayed
  if (direct.window === 'never' && relayed.window === 'never') return direct
  if (direct.window === 'never' || relayed.window === 'never')
    return untold('whether the peer itself acknowledges, or a proxy, is not a matter of settings')
  const window = [Math.min(direct.window[0], relayed.window[0]), Math.max(direct.window[1], relayed.window[1])] as const
  return {
    ...(direct.window[1] > relayed.window[1] ? direct : relayed),
    window,
    ...((direct.orNever ?? relayed.orNever) ? { orNever: true } : {}),
  }
}

/** Whom the settings tell nothing of. */
function unseen({ from = 'client-app', settings }: Circumstances): string | undefined {
  if (from === 'client-app') return undefined
  if (from !== 'client-kernel') return `nothing is known of how ${from} would notice`
  const { heartbeat, readDeadlineMs, requestTimeoutMs } = settings
  const own = heartbeat?.deadlineMs ?? readDeadlineMs ?? requestTimeoutMs
  return own === undefined
    ? undefined
    : 'the program may give up before its kernel does, and close the connection itself'
}

function untold(reason: string): Prediction {
  return { window: undefined, mechanism: 'unknown', because: reason }
}
