// Which planes a scenario runs on: what it names, narrowed by HALFOPEN_PLANE (`halfopen run --plane`).
import type { PlaneName } from '../model/units.ts'
import { parsePlane } from '../planes/all.ts'

/** Name of the variable through which the command line reaches the test workers. */
export const planeVariable = 'HALFOPEN_PLANE'

/** The planes to run on, and those of the command line that the scenario was not written for. */
export function choosePlanes(written: readonly PlaneName[]): {
  run: readonly PlaneName[]
  foreign: readonly PlaneName[]
} {
  const wanted = process.env[planeVariable]
  if (!wanted) return { run: written, foreign: [] }
  const plane = parsePlane(wanted)
  return written.includes(plane) ? { run: [plane], foreign: [] } : { run: [], foreign: [plane] }
}
