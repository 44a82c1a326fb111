// How long a scenario may take to get ready, and how long it settles: what runs before a program has limits of its own.
import type { Host } from '../model/host.ts'
import type { Scenario } from '../model/scenario.ts'
import { beforeMs } from '../model/subject.ts'
import { type Duration, lengthOf, parseMs } from './duration.ts'

/** As data. Throws E_DURATION. */
export function limitsOf(claim: string, given: Limits, hosts: readonly Host[]): Scenario['limits'] {
  const { setupWithin, settleFor = 0 } = given
  const read = (field: keyof Limits, length: Duration) => lengthOf(`\`${field}\` of scenario "${claim}"`, length)
  const usualMs = hosts.reduce((sum, { program }) => sum + beforeMs(program), parseMs('20s'))
  return {
    setupMs: setupWithin === undefined ? usualMs : read('setupWithin', setupWithin),
    settleMs: read('settleFor', settleFor),
  }
}

interface Limits {
  readonly setupWithin?: Duration
  readonly settleFor?: Duration
}
