// What becomes of a connection with these settings, in each fault and state: when its loss is noticed, and why. Pure.

import type { Client } from '../facts/clients.ts'
import { differencesOf } from '../facts/differences.ts'
import { formatFault } from '../faults/spelling.ts'
import { type ConnectionState, clientStates } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import { formatSettings } from '../model/format-settings.ts'
import { answerFor } from './answer.ts'
import { boxesBySurvival } from './boxes.ts'
import type { Cell, Explained, Explanation } from './explanation.ts'
import { explainedFaults } from './faults.ts'
import { sentenceOf } from './sentence.ts'

/** All faults, all states, all boxes that are known by name. */
export function explain(explained: Explained): Explanation {
  const { settings, client, kernel, rttMs } = explained
  return {
    settings: formatSettings(settings),
    ...(client ? { client } : {}),
    kernel,
    ...(rttMs === undefined ? {} : { rttMs }),
    cells: explainedFaults.flatMap(fault =>
      clientStates.map(state => {
        const answer = answerFor(explained, fault, state)
        return {
          ...{ fault: formatFault(fault), state, ...answer, sentence: sentenceOf(answer) },
          ...differing(client, fault, state),
        }
      }),
    ),
    firewalls: boxesBySurvival(explained),
  }
}

function differing(client: Client | undefined, { kind }: Fault, state: ConnectionState): Pick<Cell, 'differs'> {
  const own = client ? differencesOf(client, kind, state) : []
  const reasons = own.map(({ client: only, because }) => (only === undefined ? because : `${only}: ${because}`))
  return reasons.length === 0 ? {} : { differs: reasons.join(' ') }
}
