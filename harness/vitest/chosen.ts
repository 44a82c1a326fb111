// Which planes a scenario runs on: what it names, narrowed by HALFOPEN_PLANE (`halfopen run --plane`).
import { HalfopenError } from '../kit/errors.ts'
import type { PlaneName } from '../model/units.ts'
import { planeNames } from '../planes/all.ts'

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

/** Throws E_PLANE for a name that no plane has. */
export function parsePlane(name: string): PlaneName {
  const found = planeNames.find(plane => plane === name)
  if (found) return found
  throw new HalfopenError('E_PLANE', `Cannot use the plane: there is none of that name, got "${name}"`, {
    fix: `Use ${planeNames.join(' or ')}`,
  })
}
