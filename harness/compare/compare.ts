// One comparison, from what is asked to what was measured: with the built-in probe, or with the programs of a scenario, their functions too.
import { noFault } from '../faults/none.ts'
import { formatFaultSpec } from '../faults/spelling.ts'
import { version } from '../kit/version.ts'
import type { Ask, CompareOrder } from '../model/campaign.ts'
import type { Comparison } from '../model/comparison.ts'
import { formatSettings } from '../model/format-settings.ts'
import { asScript, type Scenario } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import { digestOf, partHead, partOfMade } from '../parts/made-part.ts'
import { handedOn } from '../runtime/handed-on.ts'
import { type Means, runCampaign } from './campaign.ts'
import { comparisonOf } from './comparison.ts'
import { kernelOf } from './kernel-of.ts'
import { openLedger } from './ledger.ts'
import { madeIn } from './merged.ts'
import { programsOf } from './own-programs.ts'

/** What came of it. `ledger`: where the measurements are kept, and how many were there before. */
export interface Compared {
  readonly comparison: Comparison
  readonly ledger: { readonly file: string; readonly before: number }
}

/**
 * Fewer measurements after an interrupt. Throws E_LEDGER, E_KERNEL, E_NO_BOX and E_CANNOT_SHOW; with a scenario E_NOT_APPLIED, before
 * anything is measured.
 */
export async function compareSettings(
  { ask, withinMs, output, shard }: CompareOrder,
  { scenario, ...means }: Pick<Means, 'signal' | 'onProgress'> & { readonly scenario?: Scenario },
): Promise<Compared> {
  const programs = scenario && programsOf(scenario)
  const applied =
    programs && ((settings: Settings) => programs({ settings, spec: { fault: noFault() } }).client.settings)
  const kernel = await kernelOf(ask.clock)
  const { seed, startsAt } = handedOn()
  const ledger = await openLedger(output, {
    ...asked(ask),
    version,
    kernel,
    seed,
    startsAt,
    ...(scenario ? textOf(scenario) : {}),
  })
  const measurements = await runCampaign(ask, { ...means, ledger, shard, ...(programs ? { programs } : {}) })
  const tool = { name: 'halfopen', version } as const
  const comparison = comparisonOf(measurements, { ask, tool, kernel, withinMs, applied })
  const head =
    shard &&
    partHead(shard, {
      ...askWords(ask),
      within: withinMs?.toString(),
      'the settings were named': shard.named ? 'yes' : 'no',
      seed: seed?.toString(),
      'starts at': startsAt,
      kernel: kernel && JSON.stringify(kernel),
      'its scenario': scenario && digestOf([textOf(scenario)]),
    })
  return {
    comparison: head
      ? {
          ...comparison,
          part: {
            ...partOfMade(head, madeIn(comparison), means.signal.aborted),
            ...(measurements.length === 0 && !means.signal.aborted ? { empty: true } : {}),
            faults: ask.faults,
          },
        }
      : comparison,
    ledger: { file: ledger.file, before: ledger.measurements.length },
  }
}

/** The same as words, by their names. */
function askWords({
  settings,
  faults,
  phases,
  watchMs,
  soakMs,
  clock,
  rttMs,
}: Ask): Record<string, string | undefined> {
  return {
    settings: settings.map(formatSettings).join(' '),
    faults: faults.map(formatFaultSpec).join(' '),
    phases: String(phases),
    'watch ms': String(watchMs),
    'soak ms': String(soakMs),
    clock,
    'rtt ms': rttMs?.toString(),
  }
}

/** In one spelling, however it was written. */
function asked({ settings, faults, ...rest }: Ask): object {
  return { ...rest, settings: settings.map(formatSettings), faults: faults.map(formatFaultSpec) }
}

/** All of a scenario that would change a figure, as far as it can be written down: of a function its own text. */
function textOf(scenario: Scenario): object {
  const functions = scenario.hosts.flatMap(({ program: { read, prepare } }) => [read, prepare])
  return { script: asScript(scenario), functions: functions.map(one => (one ? String(one) : '')) }
}
