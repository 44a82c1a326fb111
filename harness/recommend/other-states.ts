// The states in which keepalive has no say: what is left of the bound there is a matter of the user timeout, and is looked at once for each.
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'
import type { Ms } from '../model/units.ts'
import { mostSeconds, stepFor } from './candidates.ts'
import type { Requirements } from './requirements.ts'
import { latestMs, losses, roughLatestMs, sitsOut } from './satisfies.ts'

/** Whether a margin is worth looking at further. */
export type IsEnough = (marginMs: Ms) => boolean

/** What a user timeout comes to. */
export interface OtherStates {
  /** What is left of the bound while data is in flight; negative where that is not enough, or a silence is not sat out. */
  busy(userTimeoutMs: Ms, isEnough: IsEnough): Ms
  /** Some user timeout does. The longest that is not too late sits out most. */
  readonly canBeBusy: boolean
  /** A connect can be asked of at all: of some retries of the SYN, alone or with a user timeout as long as the bound, a silence is sat out. */
  readonly canConnect: boolean
  /** What has to be set beside it for a connect: nothing, or retries of the SYN. Undefined where neither does. */
  connecting(userTimeoutMs: Ms | undefined): Pick<Settings, 'synRetries'> | undefined
}

/** For these requirements. `onLook`: what is being tried. */
export function otherStates(requirements: Requirements, onLook: (trying: string) => void): OtherStates {
  const { withinMs, tolerateMs } = requirements
  const roughly = remembered((userTimeoutMs: Ms) => roughLatestMs(userTimeoutMs, requirements))
  const latest = remembered((userTimeoutMs: Ms) =>
    Math.max(...losses.slice(0, 2).map(loss => latestMs({ userTimeoutMs }, 'data-in-flight', requirements, loss))),
  )
  // What is written into the silence has it begin when keepalive has counted as long.
  const isInTime = (userTimeoutMs: Ms) =>
    losses
      .slice(0, 2)
      .every(loss => latestMs({ userTimeoutMs }, 'data-in-flight', requirements, loss) <= withinMs - userTimeoutMs)
  const exactly = remembered((userTimeoutMs: Ms) => {
    const left = withinMs - latest(userTimeoutMs)
    return left >= 0 && sitsOut({ userTimeoutMs }, 'data-in-flight', tolerateMs, requirements) ? left : -1
  })
  return {
    get canBeBusy() {
      const longest = secondsUpTo(withinMs / 2, stepFor(requirements, mostSeconds)).find(userTimeoutMs => {
        onLook(formatSettings({ userTimeoutMs }))
        return roughly(userTimeoutMs) <= withinMs - userTimeoutMs && isInTime(userTimeoutMs)
      })
      return longest !== undefined && sitsOut({ userTimeoutMs: longest }, 'data-in-flight', tolerateMs, requirements)
    },
    get canConnect() {
      // Whatever is shorter than these gives up sooner.
      const longest = [{}, { synRetries: mostRetries }].flatMap(own => [own, { ...own, userTimeoutMs: withinMs }])
      return !requirements.connecting || longest.some(own => sitsOut(own, 'connecting', tolerateMs, requirements))
    },
    busy: (userTimeoutMs, isEnough) => (isEnough(withinMs - roughly(userTimeoutMs)) ? exactly(userTimeoutMs) : -1),
    connecting: remembered(userTimeoutMs => synRetriesFor(userTimeoutMs, requirements)),
  }
}

/** So many seconds, twice so many, up to a length of time; the longest first. */
function secondsUpTo(mostMs: Ms, step: number): Ms[] {
  const count = Math.floor(mostMs / 1_000 / step)
  return Array.from({ length: count }, (_, i) => (count - i) * step * 1_000)
}

/** The most retries that do, where the kernel's own six do not. */
function synRetriesFor(userTimeoutMs: Ms | undefined, requirements: Requirements) {
  const { connecting, withinMs, tolerateMs } = requirements
  const own = userTimeoutMs === undefined ? {} : { userTimeoutMs }
  const does = (settings: Settings) =>
    latestMs(settings, 'connecting', requirements) <= withinMs &&
    sitsOut(settings, 'connecting', tolerateMs, requirements)
  if (!connecting || does(own)) return {}
  const fewer = Array.from({ length: mostRetries }, (_, i) => ({ synRetries: mostRetries - i }))
  return fewer.find(retries => does({ ...own, ...retries }))
}

const mostRetries = 6

function remembered<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, { readonly value: V }>()
  return key => {
    const found = known.get(key) ?? { value: work(key) }
    known.set(key, found)
    return found.value
  }
}
