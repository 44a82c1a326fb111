// One rule a fault: what it means to a client. A kind without a rule does not compile.
import type { Fault, Faults } from '../model/fault.ts'
import type { Ms } from '../model/units.ts'
import type { Circumstances } from './circumstances.ts'
import type { Effect, Unpredictable } from './effect.ts'
import { forgetting, idleFirewall } from './idle-firewall.ts'
import { resetFrom, silent, well, wellFrom } from './outage.ts'
import { atOnce, type Span } from './span.ts'

/** What the fault means to the client of these circumstances, or why that cannot be told. */
export function effectOf<K extends keyof Faults>(fault: Fault<K>, on: Circumstances): Effect | Unpredictable {
  const rule: Rule<K> = effects[fault.kind]
  const effect = rule(fault, on)
  return 'icmp' in effect && !effect.connecting ? { ...effect, connecting: resetFrom() } : effect
}

type Rule<K extends keyof Faults> = (fault: Fault<K>, on: Circumstances) => Effect | Unpredictable

const effects: { readonly [K in keyof Faults]: Rule<K> } = {
  none: () => ({ kernel: well, reason: 'nothing goes wrong' }),

  'power-off': ({ host, neighbours, backAfterMs }, on) => {
    if (host !== 'server') return elsewhere(host, 'switched off')
    const icmp = neighbours === 'unreachable' ? { icmp: revert(on) } : {}
    if (backAfterMs === undefined) return { kernel: silent, ...icmp }
    const backMs = healed(backAfterMs, on)
    return { kernel: resetFrom(backMs), connecting: { untilMs: backMs, reply: 'either' }, ...icmp }
  },

  'black-hole': ({ toward, forMs }, on) => ({
    kernel: forMs === undefined ? silent : wellFrom(healed(forMs, on)),
    ...(toward === 'server' ? { peerTalks: true } : {}),
  }),

  'idle-firewall': idleFirewall,

  'frozen-peer': ({ host, forMs }, on) => {
    if (host !== 'server') return elsewhere(host, 'stopped')
    const program = forMs === undefined ? silent : wellFrom(healed(forMs, on))
    return { kernel: well, program, connecting: well }
  },

  slow: ({ delayMs, jitterMs = 0, lossPercent, toward = 'both', forMs }, on) => {
    if (lossPercent !== undefined && speaks(on)) return { why: 'chance decides which packets are lost' }
    const ways = toward === 'both' ? 2 : 1
    const most = ways * (delayMs + jitterMs) + passingMs
    const least = forMs === undefined ? Math.max(0, ways * (delayMs - jitterMs)) : 0
    return { kernel: { untilMs: atOnce, reply: 'answers', delayMs: [least, most] } }
  },

  'cpu-starvation': (_fault, { settings: { heartbeat, readDeadlineMs, requestTimeoutMs } }) =>
    heartbeat?.deadlineMs !== undefined || readDeadlineMs !== undefined || requestTimeoutMs !== undefined
      ? { why: 'how much of a CPU an answer takes is not a matter of settings' }
      : { kernel: well, reason: 'a kernel answers for programs that get no CPU' },

  takeover: ({ afterMs, announce }, on) => {
    const takenMs: Span = announce ? healed(afterMs, on) : [afterMs + unheardMs, Number.POSITIVE_INFINITY]
    return { kernel: resetFrom(takenMs), connecting: wellFrom(takenMs) }
  },

  reject: ({ answer }, on) => {
    if (answer === 'reset') return { kernel: resetFrom() }
    return { kernel: silent, icmp: answer === 'host-unreachable' ? revert(on) : 'soft' }
  },

  'link-down': ({ host, end }, on) => {
    if (host === 'standby') return elsewhere(host, 'cut off')
    if (host === 'client' && end === 'far' && sendsSoon(on))
      return { why: 'until it takes note of its lost carrier, a kernel takes what it cannot send for congestion' }
    return { kernel: silent, ...(host === 'client' && end === 'own' ? { unsent: true } : {}) }
  },

  'mtu-black-hole': ({ maxBytes }, { writeBytes, state, settings, nextWriteMs }) => {
    const writes =
      settings.heartbeat ?? settings.asksEveryMs ?? nextWriteMs ?? (state === 'data-in-flight' ? state : undefined)
    if (writes === undefined) return { kernel: well, reason: 'probes are small, and small packets pass' }
    if (writeBytes === undefined) return { why: 'how long its writes are decides whether they pass' }
    if (writeBytes + headerBytes <= maxBytes) return { kernel: well, reason: 'its writes are small enough to pass' }
    return { kernel: silent }
  },

  'conntrack-flush': ({ onNextPacket }) => forgetting(onNextPacket),

  'process-kill': ({ host }, { state }) => {
    if (host !== 'server') return elsewhere(host, 'killed')
    return state === 'connecting' ? { kernel: resetFrom() } : { kernel: well, notified: true }
  },
}

/** What happens to another than the server is no loss of the client's; what happens to the client itself it cannot notice. */
function elsewhere(host: string, what: string): Effect | Unpredictable {
  if (host === 'client') return { why: `the client itself is ${what}` }
  return { kernel: well, reason: `its server is not what is ${what}` }
}

/** Network and host unreachable take the doubling back for IPv4; for IPv6 only "no route" does: tcp_v4_err(), tcp_v6_err(). */
function revert({ family }: Circumstances): 'reverting' | 'soft' {
  return family === 6 ? 'soft' : 'reverting'
}

/** Whether the client says anything by itself. */
function speaks({ state = 'idle', settings, nextWriteMs }: Circumstances): boolean {
  const { keepalive, heartbeat, asksEveryMs } = settings
  return state !== 'idle' || [nextWriteMs, keepalive, heartbeat, asksEveryMs].some(said => said !== undefined)
}

/** Whether the client may send within a second, which the kernel may take to note a lost carrier: linkwatch of net/core/link_watch.c. */
function sendsSoon({ state = 'idle', settings, nextWriteMs, quietMs }: Circumstances): boolean {
  const { heartbeat, keepalive, asksEveryMs } = settings
  const quiet = state === 'idle' || state === 'awaiting-answer'
  const probes = keepalive !== undefined && (quietMs ?? keepalive.idleMs) > keepalive.idleMs - 1_000
  return !quiet || probes || [heartbeat, asksEveryMs, nextWriteMs].some(said => said !== undefined)
}

/** When it was seen to be over, or a moment later than it is to be. */
function healed(ms: Ms, { healedMs }: Circumstances): Span {
  return [ms, Math.max(ms, healedMs ?? ms + healingMs)]
}

/** What else an answer takes: the way itself, and the peer's program. */
const passingMs = 5
/** A reboot, or an address that moves, takes the harness a moment. */
const healingMs = 100
/** A router that was not told asks again when its entry has run out: at the earliest DELAY_FIRST_PROBE_TIME and three probes later, arp(7). */
const unheardMs = 8_000
/** IPv4 and TCP with timestamps; with IPv6 20 more. */
const headerBytes = 52
