// Quality of service of a failure detector, from soaks in which its peer was alive: how often it is wrong, for how long, and how much of the time.
import type { Mistake, Quality, Soak } from '../model/comparison.ts'
import { isLoss, type Observation } from '../model/observation.ts'
import type { Ms, Observer } from '../model/units.ts'

/**
 * Chen, Toueg, Aguilera, "On the Quality of Service of Failure Detectors", IEEE Transactions on Computers 51(5), 2002, sections 2.2 and 2.3:
 * mistake rate lambda_M = 1/E(T_MR), and query accuracy P_A = E(T_G)/E(T_MR) = 1 - E(T_M)/E(T_MR). Over a time T with n mistakes the
 * estimates are n/T, T/n and 1 - (sum of T_M)/T, which need no assumption about how mistakes are spread. Without a mistake the rate is not
 * zero: it is below 3/T at 95 % confidence (-ln 0.05 of a Poisson process; Hanley and Lippman-Hand, JAMA 249(13), 1983). All this is of a
 * steady state: without `weather`, where what went wrong was made once a soak, there is T_M alone.
 */
export function qualityOf(soaks: readonly Soak[], weather: boolean): Quality {
  const soakMs = sum(soaks.map(({ forMs }) => forMs))
  const durations = soaks.flatMap(({ forMs, mistakes }) => mistakes.map(mistake => durationMs(mistake, forMs)))
  const mistakes = durations.length
  const open = soaks.flatMap(soak => soak.mistakes).filter(({ untilMs }) => untilMs === undefined).length
  return {
    soakMs,
    soaks: soaks.length,
    mistakes,
    ...(weather ? ratesOf(soakMs, durations) : {}),
    ...(mistakes === 0
      ? {}
      : { durationMs: { mean: sum(durations) / mistakes, longest: Math.max(...durations), open } }),
  }
}

function ratesOf(soakMs: Ms, durations: readonly Ms[]): Pick<Quality, 'perHour' | 'recurrenceMs' | 'accuracy'> {
  const mistakes = durations.length
  const accuracy = soakMs === 0 ? 1 : 1 - sum(durations) / soakMs
  const recurrenceMs = soakMs / (mistakes || ruleOfThree)
  return mistakes === 0
    ? { perHour: { atMost: hourMs / recurrenceMs }, recurrenceMs: { atLeast: recurrenceMs }, accuracy }
    : { perHour: { mean: (mistakes * hourMs) / soakMs }, recurrenceMs: { mean: recurrenceMs }, accuracy }
}

/**
 * The mistakes that a vantage told of between two instants: each from a loss to the next good answer. What it says again while it has given up
 * is the same mistake.
 */
export function mistakesIn(observations: readonly Observation[], { by, fromMs, untilMs }: Watch): readonly Mistake[] {
  const own = observations
    .filter(seen => seen.by === by && seen.atMs >= fromMs && seen.atMs <= untilMs)
    .toSorted((a, b) => a.atMs - b.atMs)
  const found: { fromMs: Ms; untilMs?: Ms }[] = []
  for (const seen of own) {
    const last = found.at(-1)
    const wrong = last !== undefined && last.untilMs === undefined
    if (isLoss(seen) && !wrong) found.push({ fromMs: seen.atMs - fromMs })
    if ((seen.kind === 'recovered' || seen.kind === 'traffic') && wrong) last.untilMs = seen.atMs - fromMs
  }
  return found
}

/** The soak, on the clock of the observations, and who tells of it. */
export interface Watch {
  readonly by: Observer
  readonly fromMs: Ms
  readonly untilMs: Ms
}

const ruleOfThree = 3
const hourMs = 3_600_000

function durationMs({ fromMs, untilMs }: Mistake, forMs: Ms): Ms {
  return (untilMs ?? forMs) - fromMs
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
