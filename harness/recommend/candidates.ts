// The settings that come into question: whole seconds of keepalive and of TCP_USER_TIMEOUT, each with a margin that it cannot exceed.

import type { Ms } from '../model/units.ts'
import { kernelsOf } from '../timers/kernel.ts'
import type { Wheel } from '../timers/wheel.ts'
import type { KeepaliveSettings, Requirements } from './requirements.ts'

/** Settings, and what their margin is at the most: see marginOf(). */
export interface Candidate {
  readonly settings: KeepaliveSettings
  readonly atMostMs: Ms
}

/**
 * All that probe a healthy, idle connection once in so many seconds, but for those that a rough look rules out: one phase of each kernel's
 * timers, where a prediction looks at all. An interval longer than the idle time gains nothing: once a probe was answered the timer runs for
 * the interval, so the idle time might as well be as long.
 */
export function candidatesOf(seconds: number, requirements: Requirements, by = 1): readonly Candidate[] {
  const most = Math.min(seconds, Math.floor(requirements.withinMs / 1_000) - seconds)
  const pairs = numbers(by, most, by).map(interval => ({ idle: seconds, interval }))
  return pairs.flatMap(pair => (requirements.busy ? timed(pair, requirements, by) : counted(pair, requirements)))
}

/**
 * By how many seconds the numbers go: one by one where there is little room between the silence and the bound, or below a box's limit, and
 * in round numbers where there is much of it. `most`: the longest pause between probes.
 */
export function stepFor({ withinMs, tolerateMs }: Requirements, most: number): number {
  const room = (withinMs - tolerateMs) / 1_000
  return [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600].findLast(step => 200 * step <= room && 20 * step <= most) ?? 1
}

/** MAX_TCP_KEEPIDLE and MAX_TCP_KEEPCNT of linux/tcp.h. */
export const mostSeconds = 32_767
const mostProbes = 127

interface Pair {
  readonly idle: number
  readonly interval: number
}

/** The count ends it: the first probe, and so many intervals. */
function counted({ idle, interval }: Pair, { withinMs, tolerateMs }: Requirements): Candidate[] {
  const [idleMs, intervalMs] = [idle * 1_000, interval * 1_000]
  const [firsts, steps] = [firstsOf(idle), stepsOf(interval)]
  const most = Math.min(mostProbes, Math.floor((withinMs - Math.max(...firsts)) / intervalMs))
  const least = Math.max(1, Math.floor(tolerateMs / Math.max(...steps)))
  return numbers(least, most).flatMap(count => {
    const latest = Math.max(...firsts.map((first, i) => first + count * (steps[i] ?? 0)))
    const sitsOut = count * Math.min(...steps) - intervalMs
    const atMostMs = Math.min(withinMs - latest, sitsOut - tolerateMs)
    return atMostMs < 0 ? [] : [{ settings: { keepalive: { idleMs, intervalMs, count } }, atMostMs }]
  })
}

/**
 * TCP_USER_TIMEOUT ends it: the first firing of the timer at which so much time has passed, after one probe at least; and once more, where the
 * program writes just before. The count is what would end it then, for whatever has no user timeout.
 */
function timed({ idle, interval }: Pair, { withinMs, tolerateMs }: Requirements, by: number): Candidate[] {
  const [idleMs, intervalMs] = [idle * 1_000, interval * 1_000]
  const [firsts, steps] = [firstsOf(idle), stepsOf(interval)]
  const least = Math.ceil((idle + Math.floor(tolerateMs / 1_000)) / by) * by
  const soonest = Math.max(...firsts.map((first, i) => first + (steps[i] ?? 0)))
  if (soonest > withinMs) return []
  const most = Math.min(idle + mostProbes * interval, Math.floor((withinMs - firstRepeatMs) / 2_000))
  return numbers(least, most, by).flatMap(seconds => {
    const userTimeoutMs = seconds * 1_000
    const ends = firsts.map((first, i) => endsOf(userTimeoutMs, { idleMs, first, step: steps[i] ?? 0 }))
    const latest = Math.max(...ends.map(([, latest]) => latest)) + userTimeoutMs + firstRepeatMs
    const sitsOut = Math.min(...ends.map(([soonest]) => soonest)) - intervalMs
    const atMostMs = Math.min(withinMs - latest, sitsOut - tolerateMs)
    const count = Math.max(1, Math.ceil((userTimeoutMs - idleMs) / intervalMs))
    return atMostMs < 0 ? [] : [{ settings: { keepalive: { idleMs, intervalMs, count }, userTimeoutMs }, atMostMs }]
  })
}

/** From the first probe to the end at the soonest, and from what was heard last to the end at the latest. */
function endsOf(userTimeoutMs: Ms, { idleMs, first, step }: { idleMs: Ms; first: Ms; step: Ms }): readonly [Ms, Ms] {
  const firings = Math.max(1, Math.ceil((userTimeoutMs - first) / step))
  const missed = userTimeoutMs - Math.floor((userTimeoutMs - idleMs) / step) * step
  const justTooSoon = missed > idleMs + tickMs && missed < first && userTimeoutMs - missed >= step
  return [firings * step, Math.max(first + firings * step, justTooSoon ? userTimeoutMs + step - tickMs : 0)]
}

/** TCP_RTO_MIN: a user timeout counts from the first repetition of what is unacknowledged. */
const firstRepeatMs = 200
/** Of the coarsest kernel. */
const tickMs = 10

const wheels: readonly Wheel[] = [
  ...new Map(kernelsOf({ settings: {} }).map(({ wheel }) => [wheel.hz, wheel])).values(),
]
const first: (readonly Ms[])[] = []
const step: (readonly Ms[])[] = []

/** How long a timer of so many seconds takes at the longest, on each kernel. */
function firstsOf(seconds: number): readonly Ms[] {
  first[seconds] ??= wheels.map(({ ticks, unit, tickMs }) => {
    const set = ticks(seconds * 1_000)
    return (set + unit(set)) * tickMs
  })
  return first[seconds]
}

/** How long it takes where it is set as it fires, as probes that nobody answers are: on its own unit each time. */
function stepsOf(seconds: number): readonly Ms[] {
  step[seconds] ??= wheels.map(({ ticks, fires, tickMs }) => fires(0, ticks(seconds * 1_000)) * tickMs)
  return step[seconds]
}

function numbers(from: number, to: number, by = 1): number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / by) + 1) }, (_, i) => from + i * by)
}
