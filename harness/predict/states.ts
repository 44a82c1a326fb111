// What a client notices, and when, by what its connection is doing when the fault comes.
import type { ConnectionState } from '../model/scenario.ts'
import { type Fate, firstOf } from './expectation.ts'
import { silent, well } from './outage.ts'
import { fateOf } from './schedule.ts'
import { type Ground, rttOf, sinceOf } from './situation.ts'
import type { Span } from './span.ts'
import { synChains } from './tcp/connecting.ts'
import { grownMs, livelyProbeChains, probeChains } from './tcp/zero-window.ts'
import { asked, awaiting, beating, programOf, reading, requestTimeout } from './waiting.ts'
import { begunWithinTick, idle, written } from './writing.ts'

/** What comes of a fault. */
export function fateIn(ground: Ground): Fate {
  return states[ground.on.state ?? 'idle'](ground)
}

const states: Readonly<Record<ConnectionState, (ground: Ground) => Fate>> = {
  idle: ground => firstOf([idle(ground), ...reading(ground)]),
  'awaiting-answer': ground => firstOf([idle(ground), ...reading(ground), ...awaiting(ground)]),
  'data-in-flight': ground =>
    firstOf([
      written(ground, sinceOf(ground), requestTimeout(ground)),
      ...reading(ground),
      ...beating(ground, programOf(ground)),
    ]),
  connecting,
  // What is written does not leave, whoever would answer it.
  'zero-window': ground =>
    firstOf([held(ground), ...reading(ground), ...asked(ground, silent), ...beating(ground, silent)]),
}

/** A SYN that nobody answers. What refuses it ends it. */
function connecting(ground: Ground): Fate {
  const { on, course, rules } = ground
  const stand = { ageMs: sinceOf(ground), tickMs: rules.wheel.tickMs }
  const fate = fateOf(synChains(rules, on.settings), stand, course.connecting ?? course.kernel)
  return fate.by === 'reset' ? { ...fate, by: 'refused' } : fate
}

/** A window that is closed, and stays so as long as the fault lasts. */
function held(ground: Ground): Fate {
  const { on, course, rules } = ground
  const { userTimeoutMs } = on.settings
  const data = { rttMs: rttOf(ground), userTimeoutMs }
  const [least, most] = sinceOf(ground)
  const grown = grownMs(rules)
  const ageMs: Span = most > grown[1] ? [Math.min(least, grown[0]), grown[1]] : [least, most]
  const stand = begunWithinTick(ageMs, rules)
  if (course.kernel !== well) return fateOf(probeChains(rules, data), stand, course.kernel)
  const fate = fateOf(livelyProbeChains(rules, data), stand, silent)
  return fate.window ? fate : { never: true, by: 'survived' }
}
