// The boxes that there are: one a clock.
import type { ClockName } from '../model/units.ts'
import type { BoxKind } from './box.ts'
import { guest } from './guest/guest.ts'
import { sandbox } from './sandbox.ts'

/** The box in which a clock runs. */
export const boxes: Readonly<Record<ClockName, BoxKind>> = { real: sandbox, virtual: guest }
