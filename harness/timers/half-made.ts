// A connection whose last acknowledgement was lost: what its server's kernel does with it, and what a client finds that believes in it.
import type { Effect } from './effect.ts'
import type { Expectation } from './expectation.ts'
import { type Outage, silent, well } from './outage.ts'
import { expectationOf } from './schedule.ts'
import { type Situation, sinceOf } from './situation.ts'
import { synAckSchedules } from './tcp/syn-received.ts'
import { begunWithinTick, idle } from './writing.ts'

/** In whose state it is: that of the server, which waits in SYN-RECV, or that of the client, which is idle. */
export function halfMade(situation: Situation): Expectation {
  const { on, effect } = situation
  if (on.accepts) return forgotten(situation, effect.kernel)
  return idle({ ...situation, effect: { ...effect, kernel: asFound(situation, effect) } })
}

/** The next SYN-ACK that is acknowledged, or whatever the client says, completes it. */
function forgotten(situation: Situation, outage: Outage): Expectation {
  const { on, rules } = situation
  if (outage === well) return { never: true, by: 'survived' }
  const stand = begunWithinTick(sinceOf(situation), rules)
  return expectationOf([synAckSchedules, rules, on.synackRetries ?? usualRetries], stand, outage)
}

/** Whoever is heard again after that is answered with a RST: its server knows of no connection. */
function asFound(situation: Situation, { kernel }: Effect): Outage {
  const { window } = forgotten(situation, silent)
  if (!window || kernel.reply === 'reset' || kernel === well || kernel.untilMs[1] < window[0]) return kernel
  return { ...kernel, reply: kernel.reply === 'answers' && kernel.untilMs[0] >= window[1] ? 'reset' : 'either' }
}

/** net.ipv4.tcp_synack_retries. */
const usualRetries = 5
