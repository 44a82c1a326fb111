// `halfopen compare`: settings x faults x phases, measured and laid side by side; what was measured before an interrupt is kept.

import { compareSettings } from '../compare/compare.ts'
import { startClock } from '../kit/clock.ts'
import type { CompareOrder } from '../model/campaign.ts'
import { handOn } from '../runtime/handed-on.ts'
import { parseCompareArguments } from './compare-arguments.ts'
import type { LoadedScenario } from './compare-scenario.ts'
import { ExitCode } from './exit-code.ts'
import { abortAtInterrupt } from './interrupt.ts'
import { progressLine } from './progress.ts'
import { codeOfComparison, keepComparison, renderedComparison } from './tell-comparison.ts'
import { requireVitest } from './vitest-version.ts'

/**
 * Prints the comparison, and leaves compare.json, compare.md and compare.html beside the ledger. Exit code 1 where a setting that was named falls outside
 * `--within`, 2 where a measurement is in doubt, 130 after an interrupt. Throws E_USAGE, E_SETTINGS, E_FAULT_SPEC, E_NO_BOX,
 * E_LEDGER, E_REPORT_FOLDER; with a scenario E_NO_MATCH and E_NOT_APPLIED.
 */
export async function compare(args: readonly string[]): Promise<number> {
  const given = parseCompareArguments(args)
  const { ask, withinMs, output, scenario, beginning, shard, named } = given
  handOn(beginning)
  const bound = withinMs === undefined ? {} : { withinMs }
  const order = { ask, output, ...bound, ...(shard ? { shard: { ...shard, named } } : {}) }
  await using there = scenario === undefined ? undefined : await loaded(scenario, order)
  const clock = startClock()
  using interrupt = abortAtInterrupt('the campaign')
  using progress = progressLine(process.stderr)
  const means = { signal: interrupt.signal, onProgress: progress.show }
  const { comparison, ledger } = await (there ? there.compare(means) : compareSettings(order, means))
  progress[Symbol.dispose]()
  // What was measured is told where no report can be kept, too.
  const kept = keepComparison(comparison, output).catch((thrown: unknown) => ({ thrown }))
  process.stdout.write(renderedComparison(comparison, given.format, clock.nowMs()))
  const lost = await kept
  if (lost) throw lost.thrown
  if (interrupt.happened) {
    process.stderr.write(`interrupted; the same command goes on from ${ledger.file}\n`)
    return ExitCode.interrupted
  }
  if (ledger.before > 0)
    process.stderr.write(`${ledger.before} measurements are from ${ledger.file}; remove it to measure again\n`)
  return codeOfComparison(comparison, given)
}

/** A scenario is loaded by Vitest, which nothing else here needs. */
async function loaded(scenario: string, order: CompareOrder): Promise<LoadedScenario> {
  requireVitest()
  return await (await import('./compare-scenario.ts')).loadForComparison(scenario, order)
}
