// What becomes of a connection with these settings, in each fault and state: when its loss is noticed, and why. Pure.

import { formatFault } from '../faults/spelling.ts'
import { clientStates } from '../model/connection-state.ts'
import { formatSettings } from '../model/format-settings.ts'
import { answerFor } from './answer.ts'
import { boxesBySurvival } from './boxes.ts'
import type { Explained, Explanation } from './explanation.ts'
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
        return { fault: formatFault(fault), state, ...answer, sentence: sentenceOf(answer) }
      }),
    ),
    firewalls: boxesBySurvival(explained),
  }
}
