// The answer for one fault in one state: what the kernel's rules predict, and what is known of the program besides.
import type { Client } from '../facts/clients.ts'
import { peerLives, silences } from '../faults/all.ts'
import type { ConnectionState } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import type { Prediction } from '../predict/circumstances.ts'
import { predict } from '../predict/predict.ts'
import { delayedAckMs } from '../predict/round-trip.ts'
import { tellingMs } from '../timers/lateness.ts'
import type { Answer, Explained } from './explanation.ts'
import { toldIn } from './retries.ts'

/** What comes of a fault in a state. */
export function answerFor(explained: Explained, fault: Fault, state: ConnectionState): Answer {
  const answer = asAnswer(predicted(explained, fault, state), fault)
  const { client } = explained
  if (!client) return answer
  const own = known(client, fault, state, answer)
  if (own.what !== 'noticed' || !own.window) return own
  const told = toldIn(client, { fault, state, kernel: explained.kernel, noticed: own.window })
  return told ? { ...own, told } : own
}

/**
 * Where a state has a beginning, the fault comes just after it: after the request, the write, the SYN. An idle connection and a closed window
 * may have been so for any time.
 */
function predicted({ settings, client, kernel, rttMs }: Explained, fault: Fault, state: ConnectionState): Prediction {
  const begun = state === 'idle' || state === 'zero-window' ? {} : { sinceMs: 0 }
  const trip = rttMs === undefined ? {} : { rttMs: [rttMs, rttMs + delayedAckMs] as const }
  const { heardEveryMs, readDeadlineToMs } = client ?? {}
  return predict({
    ...{ settings, fault, state, kernel, ...begun, ...trip },
    ...{ peerTalksEveryMs: heardEveryMs, readDeadlineToMs },
  })
}

function asAnswer({ window, orNever, mechanism, reason }: Prediction, fault: Fault): Answer {
  if (window === undefined) return { what: 'untold', mechanism, because: reason }
  if (window === 'never') {
    const survives = mechanism === 'survived' && !takesProgramAway(fault)
    return { what: survives || peerLives(fault) ? 'survives' : 'never', mechanism, because: reason }
  }
  const what = peerLives(fault) ? 'false alarm' : 'noticed'
  return { what, window, ...(orNever ? { orNever } : {}), mechanism, because: reason }
}

/** What the program does beside its settings. */
function known(client: Client, fault: Fault, state: ConnectionState, answer: Answer): Answer {
  const { connectTimeoutMs, closesIdleMs, deaf, keepaliveUnknown } = client
  const unnoticed = answer.what === 'never' || answer.what === 'noticed'
  const [earliestMs, latestMs] = answer.window ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (state === 'connecting' && connectTimeoutMs !== undefined && answer.window && connectTimeoutMs < earliestMs)
    return {
      what: 'noticed',
      window: [connectTimeoutMs, connectTimeoutMs + tellingMs.real],
      mechanism: 'connect-timeout',
      because: "its own connect timeout is shorter than the kernel's",
    }
  if (state === 'idle' && closesIdleMs !== undefined && closesIdleMs < latestMs && unnoticed)
    return {
      what: 'dropped',
      window: [0, closesIdleMs],
      mechanism: 'idle-limit',
      because: 'it closes an idle connection itself, and the next request makes a new one',
    }
  if (state === 'awaiting-answer' && deaf && unnoticed)
    return {
      what: 'never',
      mechanism: 'deaf',
      because: 'it does not look at its connection while it works on an answer',
    }
  if (keepaliveUnknown && answer.what === 'never' && !takesProgramAway(fault))
    return { what: 'untold', mechanism: 'unknown', because: 'nobody says whether it switches keepalive on' }
  return answer
}

/** A kernel that answers for a program which does not is no living peer, and keepalive does not tell. */
function takesProgramAway(fault: Fault): boolean {
  return silences(fault).some(({ what }) => what === 'program')
}
