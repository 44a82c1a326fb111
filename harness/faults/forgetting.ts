// A firewall that has forgotten a connection: what belongs to it is dropped or refused, and a SYN passes.
import type { Effect } from '../timers/effect.ts'
import { resetFrom, silent, well } from '../timers/outage.ts'

/** What it does with the next packet. */
export type OnNextPacket = 'drop' | 'reset'

/** What that means to a client. */
export function forgetting(onNextPacket: OnNextPacket): Effect {
  return { kernel: onNextPacket === 'drop' ? silent : resetFrom(), connecting: well }
}
