// A scenario as a Vitest test: one test a plane and clock, whose result is the scenario's verdict.
import { type TestContext, test } from 'vitest'
import type { PairName } from '../define/bounds.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { wallMs } from '../execute/place.ts'
import { runScenario } from '../execute/run-scenario.ts'
import { planeNames, planes } from '../planes/all.ts'
import { longestMs } from '../runtime/limits.ts'
import { skipped } from '../verdict/verdicts.ts'
import { choosePlaces } from './chosen.ts'
import { declareComparison, orderedComparison } from './comparing.ts'
import { idOf } from './scenario-id.ts'
import { untilStopped } from './stop.ts'
import { titleOf } from './title.ts'
import { settle } from './verdict-error.ts'

/**
 * Declares a scenario. The claim is one sentence in the present tense. It fails when the claim does not hold, is skipped with
 * the reason where a plane cannot show it, and is reported as inconclusive where nothing can be concluded.
 * Throws a HalfopenError for a misspelt field or an unreadable duration, when the file is loaded.
 */
export function scenarioTest<const H extends string = PairName>(claim: string, spec: ScenarioSpec<H>): void {
  const draft = parseScenario('', claim, spec, planeNames)
  const order = orderedComparison()
  if (order) {
    declareComparison(claim, draft, order)
    return
  }
  const { run, foreign } = choosePlaces(draft)
  const named = ({ task }: TestContext) => ({ ...draft, id: idOf(task) })
  const timeout = wallMs({ lastsMs: longestMs(draft), clock: draft.clock })
  for (const on of run) {
    test(titleOf(claim, on), { timeout }, async context =>
      settle(context, await runScenario(named(context), planes[on.plane], on.clock, untilStopped(context.signal))),
    )
  }
  for (const { reason, ...on } of foreign) {
    test(titleOf(claim, on), context =>
      settle(
        context,
        skipped(named(context), { plane: on.plane, clock: on.clock ?? 'real', reason, why: 'not-written-for' }),
      ),
    )
  }
}
