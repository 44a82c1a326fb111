// What becomes of a client where a host's programs hardly get on, for whatever reason.
import type { HostName } from '../model/units.ts'
import type { Conditions } from '../timers/conditions.ts'
import type { Effect, Unpredictable } from '../timers/effect.ts'
import { well } from '../timers/outage.ts'
import { elsewhere, roleOf } from './on-path.ts'

/** What has become of such a host. */
export const starving = 'starved'

/** Its kernel answers as ever, and its programs in their own time. */
export function starved(host: HostName, on: Conditions): Effect | Unpredictable {
  if (roleOf(host, on) === 'neither') return elsewhere('neither', starving)
  const { heartbeat, readDeadlineMs, requestTimeoutMs } = on.settings
  return heartbeat?.deadlineMs !== undefined || readDeadlineMs !== undefined || requestTimeoutMs !== undefined
    ? { why: 'how much of a CPU an answer takes is not a matter of settings' }
    : { kernel: well, reason: 'a kernel answers for programs that get no CPU' }
}
