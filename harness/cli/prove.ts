// A recommendation put to the test: its settings on the built-in probe, under each fault, in each state, in each phase.
import { type Means, runCampaign } from '../compare/campaign.ts'
import type { Ask } from '../model/campaign.ts'
import { faultsOf, type Proof, proofOf, trialOf } from '../recommend/proof.ts'
import type { Recommendation } from '../recommend/requirements.ts'

/** What was measured until the end, or until an interrupt, and what it proves. Throws E_NO_BOX, E_KERNEL. */
export async function prove(
  found: Pick<Recommendation, 'requirements' | 'settings'>,
  { phases, clock }: Pick<Ask, 'phases' | 'clock'>,
  means: Means,
): Promise<Proof> {
  const trial = trialOf(found)
  const { watchMs, soakMs } = trial
  const { rttMs } = found.requirements
  const trip = rttMs === undefined ? {} : { rttMs }
  const ask = { settings: [found.settings], faults: faultsOf(trial), phases, watchMs, soakMs, clock, ...trip }
  return proofOf(trial, phases, await runCampaign(ask, means), found.requirements.withinMs)
}
