// The planes that there are: a new one is a folder and a line here.
import { HalfopenError } from '../kit/errors.ts'
import type { PlaneName } from '../model/units.ts'
import { netns } from './netns/index.ts'
import type { Plane } from './plane.ts'
import { toxiproxy } from './toxiproxy/index.ts'

/** Every plane by its name. */
export const planes: Readonly<Record<PlaneName, Plane>> = { toxiproxy, netns }

/** Their names, in the order in which they run: packets need no server that may still have to be built. */
export const planeNames = ['netns', 'toxiproxy'] as const satisfies readonly PlaneName[]

/** Throws E_PLANE for a name that no plane has. */
export function parsePlane(name: string): PlaneName {
  const found = planeNames.find(plane => plane === name)
  if (found) return found
  throw new HalfopenError('E_PLANE', `Cannot use the plane: there is none of that name, got "${name}"`, {
    fix: `Use ${planeNames.join(' or ')}`,
  })
}
