// Why no settings meet the requirements.

import { given, seconds } from '../kit/format-time.ts'
import { stateWords } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { rtoMinMs } from '../predict/round-trip.ts'
import { pauseMs } from '../timers/pause.ts'
import { freshRtoMs } from '../timers/tcp/timeout.ts'
import { nearestTo, soonest } from './nearest.ts'
import { type Impossible, type Requirements, silenceWords, type Way } from './requirements.ts'
import { latestMs, losses, staysBelow, writtenLatestMs } from './satisfies.ts'
import { bestFor, type OnLook } from './search.ts'

/** The reason, and the nearest requirements that can be met. */
export function impossibleOf(requirements: Requirements, onLook?: OnLook): Impossible {
  const nearest = nearestTo(requirements, onLook)
  const box = requirements.limits.find(limit => !staysBelow(soonest, [limit]))
  if (box) {
    const problem = `Cannot stay below ${box.name}: keepalive counts whole seconds, and ${formatSettings(soonest)} may be silent for ${seconds(pauseMs({ settings: soonest })?.[1] ?? 0)}`
    return { code: 'E_IDLE_LIMIT', problem, nearest }
  }
  const { withinMs, tolerateMs } = requirements
  const silence = tolerateMs === 0 ? '' : ` and sit out ${silenceWords(tolerateMs)}`
  const cannot = `Cannot notice a loss within ${given(withinMs)}${silence}`
  if (tolerateMs >= withinMs)
    return {
      code: 'E_CONTRADICTION',
      problem: `${cannot}: at ${given((withinMs + tolerateMs) / 2)} both look the same`,
      nearest,
    }
  return { code: 'E_TOO_SOON', problem: `${cannot}: ${why(requirements, nearest)}`, nearest }
}

/** What stands in the way, and how long the nearest settings take there. */
function why(requirements: Requirements, [later]: readonly Requirements[]): string {
  const { rttMs } = requirements
  const state = culpritOf(requirements)
  const settings = later && bestFor(later)
  const way = rttMs === undefined ? '' : farAway(state, rttMs)
  if (!settings) return `${because[state]}${way}`
  const ms = Math.max(...losses.map(loss => latestIn(state, settings, requirements, loss)))
  return `${because[state]}${way}. The quickest that does is ${formatSettings(settings)}, and takes up to ${seconds(ms)}${state === 'idle' ? '' : ` ${stateWords[state]}`}`
}

/** While busy: of what is written at any time, before the loss or after it. */
function latestIn(state: Culprit, settings: Settings, way: Way, loss: Fault): Ms {
  return state === 'data-in-flight' ? writtenLatestMs(settings, way, loss) : latestMs(settings, state, way, loss)
}

type Culprit = 'idle' | 'data-in-flight' | 'connecting'

/** RFC 6298 2.2: a fresh connection waits three round trips for its first answer. */
function farAway(state: Culprit, rttMs: Ms): string {
  const waits = state === 'data-in-flight' ? `, the first of up to ${seconds(freshRtoMs(rttMs, rtoMinMs))}` : ''
  return `${waits}, over a round trip of ${given(rttMs)}`
}

/** The state without which there would be settings. */
function culpritOf(requirements: Requirements): Culprit {
  if (requirements.connecting && bestFor({ ...requirements, connecting: false })) return 'connecting'
  return requirements.busy && bestFor({ ...requirements, busy: false, connecting: false }) ? 'data-in-flight' : 'idle'
}

const because: Readonly<Record<Culprit, string>> = {
  idle: 'keepalive counts whole seconds, and its timers may be late',
  'data-in-flight':
    'what is written just before keepalive tells has a time of its own, and is sent again after pauses that double',
  connecting: 'each retry of a SYN doubles the wait',
}
