// A clock by its name, checked at the door.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { ClockName } from '../model/units.ts'

/** Throws E_CLOCK with the nearest name. */
export function parseClock(name: string): ClockName | 'both' {
  const found = clocks.find(clock => clock === name)
  if (found) return found
  throw new HalfopenError('E_CLOCK', `Cannot use the clock: there is none of that name, got "${shown(name)}"`, {
    fix: `Use ${clocks.join(', ')}.${didYouMean(shown(name), clocks)}`,
  })
}

const clocks = ['virtual', 'real', 'both'] as const
