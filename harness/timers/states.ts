// What a client notices, and when, by what its connection is doing when the fault comes.
import type { ConnectionState } from '../model/connection-state.ts'
import { type Expectation, firstOf } from './expectation.ts'
import { halfMade } from './half-made.ts'
import { silent, well } from './outage.ts'
import { expectationOf } from './schedule.ts'
import { kernelPart, onItsWayMs, type Situation, sinceOf, tripOf } from './situation.ts'
import type { Span } from './span.ts'
import { synSchedules } from './tcp/connecting.ts'
import { grownMs, livelyProbeSchedules, probeSchedules } from './tcp/zero-window.ts'
import { asked, awaiting, beating, programOf, reading, requestTimeout } from './waiting.ts'
import { begunWithinTick, idle, written } from './writing.ts'

/** What comes of a fault. */
export function expectationIn(situation: Situation): Expectation {
  return states[situation.on.state ?? 'idle'](situation)
}

const states: Readonly<Record<ConnectionState, (situation: Situation) => Expectation>> = {
  idle: situation => firstOf([idle(situation), ...reading(situation)]),
  'awaiting-answer': situation => firstOf([idle(situation), ...reading(situation), ...awaiting(situation)]),
  'data-in-flight': situation =>
    firstOf([
      written(situation, sinceOf(situation), requestTimeout(situation)),
      ...reading(situation),
      ...beating(situation, programOf(situation)),
    ]),
  connecting,
  'syn-received': halfMade,
  // What is written does not leave, whoever would answer it.
  'zero-window': situation =>
    firstOf([held(situation), ...reading(situation), ...asked(situation, silent), ...beating(situation, silent)]),
}

/** A SYN that nobody answers. What refuses it ends it. */
function connecting(situation: Situation): Expectation {
  const { on, effect, rules } = situation
  const stand = { ageMs: sinceOf(situation), tickMs: rules.wheel.tickMs }
  const { untilMs, ...outage } = effect.connecting ?? effect.kernel
  // A SYN that was still on its way when the silence ended is met by what comes then.
  const onItsWay = { ...outage, untilMs: [untilMs[0] - onItsWayMs(situation), untilMs[1]] } as const
  const expectation = expectationOf([synSchedules, rules, kernelPart(on.settings)], stand, onItsWay)
  return expectation.by === 'reset' ? { ...expectation, by: 'refused' } : expectation
}

/** A window that is closed, and stays so as long as the fault lasts. */
function held(situation: Situation): Expectation {
  const { on, effect, rules } = situation
  const { userTimeoutMs } = on.settings
  const data = { ...tripOf(situation), userTimeoutMs }
  const [least, most] = sinceOf(situation)
  const grown = grownMs(rules)
  const ageMs: Span = most > grown[1] ? [Math.min(least, grown[0]), grown[1]] : [least, most]
  const stand = begunWithinTick(ageMs, rules)
  if (effect.kernel !== well) return expectationOf([probeSchedules, rules, data], stand, effect.kernel)
  const expectation = expectationOf([livelyProbeSchedules, rules, data], stand, silent)
  return expectation.window ? expectation : { never: true, by: 'survived' }
}
