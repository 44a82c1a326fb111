// Which phases of a timer are tried: all of them, unless that takes longer than anybody waits, as where a timeout of days has a phase a tick.

/**
 * Of so many phases, each of which takes so many steps, the numbers of those that are tried. Where they are not all, they lie evenly, the
 * first and the last among them: a window may then be narrower by one of the gaps.
 */
export function phasesTried(count: number, steps: number): number[] {
  const gap = Math.max(1, Math.ceil((count * steps) / mostSteps))
  const tried = Array.from({ length: Math.ceil(count / gap) }, (_, i) => i * gap)
  return tried.at(-1) === count - 1 ? tried : [...tried, count - 1]
}

/** As many as a user timeout of an hour and a half takes in each phase of a kernel with 1000 ticks a second. */
const mostSteps = 2 ** 18
