// A SYN that nobody answers, by tcp_connect(), tcp_write_timeout() and tcp_retransmit_timer(): keepalive has no say in it.
import type { Settings } from '../../model/settings.ts'
import type { Chain } from '../chain.ts'
import type { KernelRules } from '../kernel.ts'
import type { Span } from '../span.ts'
import type { Wheel } from '../wheel.ts'
import { modelTimeout, stampMs, sweep } from './timeout.ts'

/** The SYNs in every phase, from the first one on. `ageMs`: how long ago that was when the fault came. */
export function synChains(rules: KernelRules, settings: Settings, ageMs: Span): readonly Chain[] {
  const { wheel } = rules
  return withinTick.flatMap(late =>
    sweep(wheel, (start, turning): Chain => {
      const { sends, ends, timeout } = retransmit(start, late, turning, rules, settings)
      const since = (at: number) => Math.max(0, at - start - late) * wheel.tickMs
      return { sendsMs: sends.map(since), endsMs: since(ends), by: timeout ? 'user-timeout' : 'syn-retries', ageMs }
    }),
  )
}

/** How long after a whole tick a program may have begun: at once, or just before the next. A stamp is no jiffy. */
const withinTick = [0, 0.999] as const

function retransmit(start: number, late: number, wheel: Wheel, rules: KernelRules, { userTimeoutMs }: Settings) {
  const { synRetries, synLinear, rtoMax } = rules
  const limitMs = userTimeoutMs ?? modelTimeout(synRetries, wheel.hz, rtoMax) * wheel.tickMs
  const sends = [start]
  let rto = wheel.hz
  let now = wheel.fires(start, rto)
  for (let retransmits = 0; ; retransmits++) {
    const elapsedMs = stampMs(now, wheel) - stampMs(start + late, wheel)
    const spent = retransmits >= synRetries + synLinear
    const timeout = !spent && retransmits > 0 && elapsedMs >= limitMs
    if (spent || timeout) return { sends, ends: now, timeout: timeout && userTimeoutMs !== undefined }
    sends.push(now)
    if (retransmits >= synLinear) rto = Math.min(rto * 2, rtoMax)
    const rest = userTimeoutMs === undefined ? rto : Math.max(1, wheel.ticks(userTimeoutMs - elapsedMs))
    now = wheel.fires(now, Math.min(rto, rest))
  }
}
