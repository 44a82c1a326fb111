// A scenario as a Vitest test: one test a plane, whose result is the scenario's verdict.
import { type TestContext, test } from 'vitest'
import { runScenario } from '../boxes/run-scenario.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { skipped } from '../judge/verdicts.ts'
import type { PlaneName } from '../model/units.ts'
import { planeNames, planes } from '../planes/all.ts'
import { longestMs } from '../run/limits.ts'
import { choosePlanes } from './chosen.ts'
import { scenarioId } from './scenario-id.ts'
import { untilStopped } from './stop.ts'
import { settle } from './verdict-error.ts'

/** Our own deadlines come first, so that a run ends with a record and not with an abandoned body; provisioning has minutes. */
const slackMs = 30_000
const provisioningMs = 600_000

/**
 * Declares a scenario. The claim is one sentence in the present tense. It fails when the claim does not hold, is skipped with
 * the reason where a plane cannot show it, and is reported as inconclusive where nothing can be concluded.
 * Throws a HalfopenError for a misspelt field or an unreadable duration, when the file is loaded.
 */
export function scenarioTest(claim: string, spec: ScenarioSpec): void {
  const draft = parseScenario('', claim, spec, planeNames)
  const { run, foreign } = choosePlanes(draft.planes)
  const named = ({ task }: TestContext) => {
    const claims = new Set(task.file.tasks.map(({ name }) => name.replace(/ \[\w+\]$/, '')))
    return { ...draft, id: scenarioId(task.file.name, claim, claims.size) }
  }
  const timeout = provisioningMs + longestMs(draft) + slackMs
  for (const name of run) {
    test(title(claim, name), { timeout }, async context =>
      settle(context, await runScenario(named(context), planes[name], untilStopped(context.signal))),
    )
  }
  for (const name of foreign) {
    const reason = `written for ${draft.planes.join(' and ')} only`
    test(title(claim, name), context =>
      settle(context, skipped(named(context), { plane: name, clock: 'real', reason })),
    )
  }
}

function title(claim: string, plane: PlaneName): string {
  return `${claim} [${plane}]`
}
