// A recommendation put to the test: its settings on the built-in probe, under each fault, in each state, in each phase.
import { type Means, runCampaign } from '../compare/campaign.ts'
import type { Ask } from '../model/campaign.ts'
import { askOf, type Proof, proofOf, trialOf } from '../recommend/proof.ts'
import type { Recommendation } from '../recommend/requirements.ts'

/** What was measured until the end, or until an interrupt, and what it proves. Throws E_NO_BOX, E_KERNEL. */
export async function prove(
  found: Pick<Recommendation, 'requirements' | 'settings'>,
  { phases, clock }: Pick<Ask, 'phases' | 'clock'>,
  means: Means,
): Promise<Proof> {
  const trial = trialOf(found)
  const { rttMs, withinMs } = found.requirements
  const ask = askOf(trial, found.settings, { phases, clock, rttMs })
  return proofOf(trial, phases, await runCampaign(ask, means), withinMs)
}
