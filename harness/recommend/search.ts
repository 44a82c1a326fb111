// The best settings that meet requirements: the fewest packets on an idle connection, and of those the largest margin. Every other is worse, or does not do.
import { formatSettings } from '../model/format-settings.ts'
import type { Ms } from '../model/units.ts'
import { type Candidate, candidatesOf, mostSeconds, stepFor } from './candidates.ts'
import { type IsEnough, type OtherStates, otherStates } from './other-states.ts'
import { type KeepaliveSettings, type Requirements, soughtWithinMs } from './requirements.ts'
import { meets, noticedIn, sitsOut, staysBelow, writtenLatestMs } from './satisfies.ts'

/** Undefined where there are none. `onLook` is told of each that is looked at, so that nobody takes a long search for a dead one. */
export function bestFor(asked: Requirements, onLook: OnLook = () => undefined): KeepaliveSettings | undefined {
  const requirements = { ...asked, withinMs: soughtWithinMs(asked) }
  const other = otherStates(requirements, onLook)
  if (!other.canConnect || (requirements.busy && !other.canBeBusy)) return undefined
  const most = mostOf(requirements)
  const step = stepFor(requirements, most)
  for (let seconds = most - (most % step); seconds > 0; seconds -= step) {
    const candidates = new Set(candidatesOf(seconds, requirements, step))
    onLook(`idle ${seconds} s`)
    const nextBest = () => bestOf(candidates, requirements, { other, onLook })
    for (let best = nextBest(); best; best = nextBest()) {
      const settings = { ...best.settings, ...other.connecting(best.settings.userTimeoutMs) }
      if (meets(settings, requirements)) return settings
      candidates.delete(best)
    }
  }
  return undefined
}

/** What is being tried. */
export type OnLook = (trying: string) => void

/** The longest pause between probes that comes into question. */
function mostOf({ withinMs, limits }: Requirements): number {
  const most = Math.min(mostSeconds, Math.floor(Math.min(withinMs, ...limits.map(({ idleMs }) => idleMs)) / 1_000))
  for (let seconds = most; seconds > 0; seconds--) {
    const keepalive = { idleMs: seconds * 1_000, intervalMs: 1_000, count: 1 }
    if (staysBelow({ keepalive }, limits)) return seconds
  }
  return 0
}

/** Margins are compared in whole seconds, as settings are; of equal ones the fewest probes are best. */
function bestOf(
  candidates: Iterable<Candidate>,
  requirements: Requirements,
  { other, onLook }: Looking,
): Candidate | undefined {
  let best: { candidate: Candidate; margin: number } | undefined
  for (const candidate of [...candidates].toSorted(byPromise)) {
    const isBetter = (marginMs: Ms) => {
      const margin = wholeSeconds(marginMs)
      if (marginMs < 0 || !best) return marginMs >= 0
      return margin > best.margin || (margin === best.margin && probes(candidate) < probes(best.candidate))
    }
    if (!isBetter(candidate.atMostMs)) continue
    onLook(formatSettings(candidate.settings))
    const marginMs = marginOf(candidate.settings, requirements, other, isBetter)
    if (isBetter(marginMs)) best = { candidate, margin: wholeSeconds(marginMs) }
  }
  return best?.candidate
}

interface Looking {
  readonly other: OtherStates
  readonly onLook: OnLook
}

function probes({ settings }: Candidate): number {
  return settings.keepalive.count
}

function byPromise(a: Candidate, b: Candidate): number {
  return wholeSeconds(b.atMostMs) - wholeSeconds(a.atMostMs) || probes(a) - probes(b)
}

function wholeSeconds(ms: Ms): number {
  return Math.floor(ms / 1_000)
}

/**
 * The least of what is left: up to the bound for a loss that is noticed at its latest, and beyond the silence that is to be sat out. Negative
 * where they do not do.
 */
function marginOf(settings: KeepaliveSettings, requirements: Requirements, other: OtherStates, isEnough: IsEnough): Ms {
  const { withinMs, tolerateMs } = requirements
  const { keepalive, userTimeoutMs } = settings
  const [earliest, idle] = noticedIn(settings, 'idle', requirements) ?? [0, Number.POSITIVE_INFINITY]
  const latest = requirements.busy ? writtenLatestMs(settings, requirements) : idle
  const left = Math.min(withinMs - latest, earliest - keepalive.intervalMs - tolerateMs)
  if (!isEnough(left) || !sitsOut(settings, 'idle', tolerateMs, requirements) || !other.connecting(userTimeoutMs))
    return -1
  return userTimeoutMs === undefined ? left : Math.min(left, other.busy(userTimeoutMs, isEnough))
}
