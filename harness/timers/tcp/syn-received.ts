// A half-made connection by reqsk_timer_handler() of net/ipv4/inet_connection_sock.c: a server's kernel forgets it, and tells no program.
import type { KernelRules } from '../kernel.ts'
import type { Schedule } from '../schedule.ts'
import type { Wheel } from '../wheel.ts'
import { sweep } from './timeout.ts'

/** The SYN-ACKs in every phase, from the first one on: each pause is twice as long as the one before. `retries`: tcp_synack_retries. */
export function* synAckSchedules(rules: KernelRules, retries: number): Iterable<Schedule> {
  yield* sweep(rules.wheel, (start, wheel) => retransmit(start, wheel, { rules, retries }))
}

function retransmit(
  start: number,
  wheel: Wheel,
  { rules, retries }: { rules: KernelRules; retries: number },
): Schedule {
  const sends = [start]
  let now = wheel.fires(start, wheel.hz)
  for (let timeouts = 1; timeouts <= retries; timeouts++) {
    sends.push(now)
    now = wheel.fires(now, Math.min(wheel.hz * 2 ** timeouts, rules.rtoMax))
  }
  return { start, sends, ends: now, by: 'synack-retries' }
}
