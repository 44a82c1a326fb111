// Whether a way is slow as it was to be: what its netem says of itself is read back, and what it lost is held against its odds.
import type { Fault } from '../../../model/fault.ts'
import type { QdiscState } from '../../../netlink/qdisc-state.ts'

/** Delay, jitter and loss, as the kernel has them. */
export function isAsAsked(netem: Told, { delayMs, jitterMs = 0, lossPercent = 0 }: Asked): boolean {
  const isNear = (one: number, other: number) => Math.abs(one - other) <= readingError
  return isNear(netem.delayMs, delayMs) && isNear(netem.jitterMs, jitterMs) && isNear(netem.lossPercent, lossPercent)
}

/** Whether so many lost packets are what chance makes of that share: wrong once in a hundred thousand times. */
export function isLikely(
  { lost, passed }: { readonly lost: number; readonly passed: number },
  percent: number,
): boolean {
  const [packets, share] = [lost + passed, percent / 100]
  const deviation = Math.sqrt(packets * share * (1 - share))
  return Math.abs(lost - packets * share) <= sigmas * deviation + 1
}

type Told = Pick<NonNullable<QdiscState['netem']>, 'delayMs' | 'jitterMs' | 'lossPercent'>
type Asked = Pick<Fault<'slow'>, 'delayMs' | 'jitterMs' | 'lossPercent'>

/** Shares are read to a millionth, times to a microsecond. */
const readingError = 0.001
const sigmas = 4.5
