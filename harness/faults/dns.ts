// What the faults of DNS have in common: they touch who asks for a name, and no connection that there is.

import type { Effect } from '../timers/effect.ts'
import { well } from '../timers/outage.ts'

/** To the kernel of who is connected nothing happens. */
export const untouched: Effect = { kernel: well, reason: 'only questions for names are struck' }
