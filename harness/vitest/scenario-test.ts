// A scenario as a Vitest test: one test a plane and clock, whose result is the scenario's verdict.
import { type TestContext, TestRunner } from 'vitest'
import type { PairName } from '../define/bounds.ts'
import { parseScenario, type ScenarioSpec } from '../define/scenario.ts'
import { isTooLong, leftOut } from '../execute/beside.ts'
import { isAsked } from '../execute/controlled.ts'
import { lastsMs } from '../execute/phased.ts'
import { wallMs } from '../execute/place.ts'
import { runScenario } from '../execute/run-scenario.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ClockName } from '../model/units.ts'
import { planeNames, planes } from '../planes/all.ts'
import type { Plane } from '../planes/plane.ts'
import { watchedMs } from '../runtime/limits.ts'
import { skipped } from '../verdict/verdicts.ts'
import type { About } from './about.ts'
import { type Chain, callerPlace, titleText } from './chain.ts'
import { type Declared, declareComparison, orderedComparison } from './comparing.ts'
import { declareClaim, idOf } from './declare.ts'
import { declareForLab, isForLab } from './lab.ts'
import { choosePlaces, isBeside } from './places.ts'
import { settle } from './settle.ts'
import { untilStopped } from './stop.ts'

/**
 * Declares a scenario. The claim is one sentence in the present tense. It fails when the claim does not hold, is skipped with
 * the reason where a plane cannot show it, and is reported as inconclusive where nothing can be concluded.
 * What cannot be read is refused when the file is loaded.
 * @example
 * scenarioTest('notices a dead server', { client, server, fault: powerOff('server'), bounds: { detectedBy: 'client-app', within: '30s' } })
 * @throws E_UNKNOWN_FIELD, E_SCENARIO when a field is misspelt, missing, or at odds with another
 * @throws E_HOST, E_FAULT, E_STEP, E_BOUND, E_OBSERVER, E_STATE, E_PHASES, E_NETWORK, E_NAMES, E_PLANE, E_CLOCK or E_DURATION when that part cannot be
 * @throws E_SAME_ID when the file has such a claim already
 */
export const scenarioTest: ScenarioTest = takingScenarios(TestRunner.createTaskCollector(declareScenario))

/** As Vitest's `test`, with a scenario in the place of a function; `each` and `for` make it from a case. */
export interface ScenarioTest extends DeclareScenario {
  readonly only: DeclareScenario & EachScenario
  readonly skip: DeclareScenario & EachScenario
  readonly concurrent: DeclareScenario & EachScenario
  skipIf(condition: unknown): DeclareScenario & EachScenario
  runIf(condition: unknown): DeclareScenario & EachScenario
  readonly each: EachScenario['each']
  readonly for: EachScenario['for']
}

/** Takes a claim and what it is about. */
export type DeclareScenario = <const H extends string = PairName>(claim: string, spec: ScenarioSpec<H>) => void

/** Declares a scenario for each case; the claim is formatted as a title of Vitest is, with `%s` and `$field`. */
export interface EachScenario {
  each<const T extends readonly unknown[]>(
    cases: readonly T[],
  ): <const H extends string = PairName>(claim: string, spec: (...values: [...T]) => ScenarioSpec<H>) => void
  each<const T>(cases: readonly T[]): EachOf<T>
  for<const T>(cases: readonly T[]): EachOf<T>
}

/** Takes a claim, and what makes a scenario from one case. */
type EachOf<T> = <const H extends string = PairName>(claim: string, spec: (value: T) => ScenarioSpec<H>) => void

function declareScenario(this: Chain, title: string, ...rest: readonly Written[]): void {
  const declared = { at: callerPlace(declareScenario), claim: titleText(title), modes: this }
  const spec = specOf(rest)
  const draft = parseScenario('', declared.claim, spec, planeNames)
  const order = orderedComparison()
  if (order) declareComparison(declared, draft, order)
  else if (isForLab()) declareForLab(declared, draft)
  else declareRuns(declared, draft, { named: spec.planes !== undefined })
}

/** `named`: its author says on which planes. */
function declareRuns({ claim, at, modes }: Declared, draft: Scenario, named: { readonly named: boolean }): void {
  const { run, foreign } = choosePlaces(draft)
  const timeout = wallMs({ lastsMs: lastsMs(draft) * (isAsked(draft) ? 2 : 1), clock: draft.clock })
  const withId = ({ task }: TestContext): Scenario => ({ ...draft, id: idOf(task) })
  const runs = run.map(on => {
    const plane = planes[on.plane]
    const beside = isBeside(on, named) ? besideAs(plane, draft, on.clock) : undefined
    const handler = async (context: TestContext) => {
      const scenario = withId(context)
      const signal = untilStopped(context.signal)
      const left = beside === 'too long' ? await leftFor(scenario, plane, on.clock, signal) : undefined
      settle(context, left ?? (await runScenario(scenario, plane, on.clock, signal)))
    }
    const cannot = plane.unsupported(draft)
    return { on, beside, cannot, watchMs: lastsMs(draft), options: { ...modes, timeout, handler } }
  })
  const skips = foreign.map(({ reason, ...on }) => {
    const cause = { plane: on.plane, clock: on.clock ?? 'real', reason, why: 'not-written-for' } as const
    return {
      on,
      options: { ...modes, handler: (context: TestContext) => settle(context, skipped(withId(context), cause)) },
    }
  })
  declareClaim(claim, at, [...runs, ...skips])
}

/** How it runs beside a more truthful plane. What it cannot show at all has its own reason. */
function besideAs(plane: Plane, scenario: Scenario, asked: ClockName | undefined): About['beside'] {
  const isLong = isTooLong(plane, watchedMs(scenario), asked) && plane.unsupported(scenario) === undefined
  return isLong ? 'too long' : 'briefly'
}

/** The run that is left to a more truthful plane, where one can show it here. */
async function leftFor(
  scenario: Scenario,
  plane: Plane,
  asked: ClockName | undefined,
  signal: AbortSignal,
): Promise<Run | undefined> {
  const claim = { ...scenario, lastsMs: lastsMs(scenario) }
  const left = await leftOut(plane, claim, {
    watchMs: watchedMs(scenario),
    asked,
    among: Object.values(planes),
    signal,
  })
  return left && skipped(scenario, { plane: plane.name, clock: asked ?? 'real', ...left })
}

/** What may follow a title: a scenario, or with `each` and `for` what makes one from a case, among Vitest's own options and time limit. */
type Written = ScenarioSpec<string> | (() => ScenarioSpec<string>) | number | undefined

function specOf(rest: readonly Written[]): ScenarioSpec<string> {
  const make = rest.find(written => typeof written === 'function')
  const written = make ? make() : rest.find(one => typeof one === 'object')
  if (written) return written
  throw new HalfopenError('E_SCENARIO', 'Cannot use a scenario: a claim alone was given', {
    fix: "Write scenarioTest('claim', { server, client, fault, bounds })",
  })
}

/** Vitest types what it makes as taking functions; this one takes scenarios, since `declareScenario` does. */
function takingScenarios(made: object): ScenarioTest {
  if (takesScenarios(made)) return made
  throw new HalfopenError('E_VITEST', 'Cannot declare scenarios: this Vitest makes no test functions')
}

function takesScenarios(made: object): made is ScenarioTest {
  return typeof made === 'function' && 'for' in made
}
