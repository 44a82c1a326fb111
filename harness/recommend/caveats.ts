// What settings do where nothing was required: a person should know that before the night in which it happens.

import { powerOff } from '../faults/power-off.ts'
import { seconds } from '../kit/format-time.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { predict } from '../predict/predict.ts'
import type { KeepaliveSettings, Reason, Requirements, Way } from './requirements.ts'
import { latestMs, noticedIn, writtenLatestMs } from './satisfies.ts'

/** A line each. */
export function caveatsOf(settings: KeepaliveSettings, requirements: Requirements): readonly Reason[] {
  return [
    ...(requirements.busy ? [] : [busy(settings, requirements), write(settings, requirements)]),
    ...(requirements.connecting ? [] : [connecting(settings, requirements)]),
    zeroWindow(settings),
    {
      about: 'frozen server',
      text: 'never noticed: its kernel answers every probe. Only a request timeout or a heartbeat notices',
    },
  ]
}

function busy(settings: Settings, way: Way): Reason {
  return {
    about: 'busy',
    text: `${spanWords(noticedIn(settings, 'data-in-flight', way))}: keepalive is off then, tcp_retries2 decides. --busy asks for that too`,
  }
}

/** What is written into the silence stops keepalive, and has a clock of its own. */
function write(settings: Settings, way: Way): Reason {
  const after = latestMs(settings, 'data-in-flight', way)
  const latest = writtenLatestMs(settings, way)
  return {
    about: 'first write',
    text: `what is written into the silence stops keepalive, and has up to ${seconds(after)} of its own: ${seconds(latest)} after the loss at the latest`,
  }
}

function connecting(settings: Settings, way: Way): Reason {
  const by = settings.userTimeoutMs === undefined ? 'tcp_syn_retries decides' : 'the user timeout decides'
  return {
    about: 'connecting',
    text: `${spanWords(noticedIn(settings, 'connecting', way))}: ${by}. --connecting asks for that too`,
  }
}

/** By one usual kernel: a closed window is seldom, and the figure a rough one. */
function zeroWindow(settings: Settings): Reason {
  const kernel = { release: '6.12', hz: 250 }
  const { window } = predict({ settings, fault: silent, state: 'zero-window', kernel })
  const latest = Array.isArray(window) ? seconds(window[1]) : 'never'
  const text =
    settings.userTimeoutMs === undefined
      ? `up to ${latest}: keepalive is off while the peer takes no data, tcp_retries2 decides`
      : `a peer that takes no data for ${latest} is given up although it lives: the user timeout runs while its window is closed`
  return { about: 'zero window', text }
}

const silent = powerOff('server')

function spanWords(window: readonly [Ms, Ms] | undefined): string {
  if (!window) return 'never'
  const [low, high] = [seconds(window[0]), seconds(window[1])]
  return low === high ? low : `${low} to ${high}`
}
