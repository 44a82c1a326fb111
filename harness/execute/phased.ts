// A scenario in each of its phases: the same run with its fault so much later, each in a box of its own, and the worst of them for all.
import { usableCores } from '../boxes/guest/cores.ts'
import { startClock } from '../kit/clock.ts'
import { sideBySide } from '../kit/side-by-side.ts'
import type { AllPhases, Run } from '../model/report.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ClockName, Ms } from '../model/units.ts'
import { handedOn } from '../runtime/handed-on.ts'
import { plannedMs } from '../runtime/limits.ts'
import { declaredPeriodMs, seenPeriodMs } from '../verdict/period.ts'
import { rhythmOf, showsWrites } from '../verdict/rhythm.ts'
import { worstPhase } from '../verdict/worst-phase.ts'

/**
 * Runs it in all of its phases, or in that which was asked for. Where nobody says over which period they are spread, the first one tells, and how its
 * clients write while nothing happens to them; where neither does nothing is concluded.
 */
export async function phased(
  scenario: Scenario & Required<Pick<Scenario, 'phases'>>,
  clock: ClockName,
  run: (scenario: Scenario) => Promise<Run>,
): Promise<Run> {
  // One that breaks before it has a record is none the less the run of its phase.
  const take = async (one: Scenario) => ({ ...(one.phase ? { phase: one.phase } : {}), ...(await run(one)) })
  const { count } = scenario.phases
  const clockHere = startClock()
  const told = toldPeriod(scenario)
  const first = told ? undefined : await take(atPhase(scenario, 1, 0))
  if (first && (first.verdict.status === 'skip' || first.error !== undefined))
    return { ...first, scenario: scenario.id }
  const rhythm = first && showsWrites(first) ? await run(rhythmOf(scenario, clock)) : undefined
  const period = told ?? (first && seenPeriod(first, rhythm))
  if (!period) return { ...(first ?? (await take(scenario))), scenario: scenario.id, verdict: untold(count) }
  const { phase: only } = handedOn()
  const wanted = Array.from({ length: count }, (_, at) => at + 1).filter(
    number => only === undefined || number === only,
  )
  const [one, ...others] = await sideBySide(wanted, atATime[clock](), async number =>
    number === 1 && first ? first : take(atPhase(scenario, number, period.overMs)),
  )
  return one ? worstPhase(scenario, [one, ...others], { ...period, wallMs: clockHere.nowMs() }) : take(scenario)
}

/** How long it takes at the longest where nobody has to stand in line for a CPU, all phases together. */
export function lastsMs(scenario: Scenario): Ms {
  const { phases } = scenario
  if (!phases) return plannedMs(scenario)
  const told = toldPeriod({ ...scenario, phases })
  const oneMs = plannedMs(scenario) + (told?.overMs ?? 0)
  const rhythm = told ? 0 : plannedMs(rhythmOf(scenario, 'real'))
  return Math.ceil(phases.count / atATime.real()) * oneMs + rhythm
}

/** Each guest has a core; in real time they mostly wait. */
const atATime: Readonly<Record<ClockName, () => number>> = { virtual: () => usableCores().length, real: () => 4 }

function atPhase(scenario: Scenario & Required<Pick<Scenario, 'phases'>>, number: number, overMs: Ms): Scenario {
  const { id, limits, phases } = scenario
  const laterMs = ((number - 1) * overMs) / phases.count
  return {
    ...scenario,
    id: `${id}/phase-${number}`,
    phase: { number, of: phases.count, laterMs },
    limits: { ...limits, settleMs: limits.settleMs + laterMs },
  }
}

type Period = Pick<AllPhases, 'overMs' | 'period'>

function toldPeriod(scenario: Scenario): Period | undefined {
  const given = scenario.phases?.overMs
  if (given !== undefined) return { overMs: given, period: 'given' }
  const overMs = declaredPeriodMs(scenario)
  return overMs === undefined ? undefined : { overMs, period: 'declared' }
}

function seenPeriod(first: Run, rhythm: Run | undefined): Period | undefined {
  const overMs = seenPeriodMs(first, rhythm?.steps)
  return overMs === undefined ? undefined : { overMs, period: 'seen' }
}

function untold(count: number) {
  return {
    status: 'inconclusive',
    reason: `the period over which its phases are to be spread is unknown: none is declared, and its connections show none. Write phases: { count: ${count}, over: '2s' } with the period of what it does again and again`,
  } as const
}
