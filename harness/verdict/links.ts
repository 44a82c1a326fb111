// Whether the links of a run were what its scenario asks for: what was not read back so, and measured so, is no ground for a verdict.
import { clampedTo, type Link, type Links, roundTripOf } from '../model/link.ts'
import { type LinkEndRecord, type LinkRecord, linkEnds } from '../model/link-record.ts'
import type { Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'

/** The first thing that is not as asked; undefined where all is. */
export function linksAmiss({ network, links: found, toleranceMs }: Linked): string | undefined {
  const asked = network?.links
  for (const [host, link] of Object.entries(asked ?? {})) {
    const record = found?.find(one => one.host === host)
    const amiss = record
      ? (amissIn(link, record) ?? unclamped(asked, link, record) ?? mistimed(asked, record, toleranceMs))
      : 'nothing was read back of it'
    if (amiss !== undefined) return `the link of ${host} is not shown to be as asked: ${amiss}`
  }
  return undefined
}

/** What of a run it is about. */
interface Linked extends Pick<Run, 'network' | 'toleranceMs'> {
  readonly links?: readonly LinkRecord[] | undefined
}

function amissIn({ mtuBytes, mssClampBytes: _other, ...shape }: Link, { ends }: LinkRecord): string | undefined {
  for (const end of linkEnds) {
    const at = end === 'host' ? 'its own end' : "the router's end"
    const found = ends[end]
    if (mtuBytes !== undefined && found.mtuBytes !== mtuBytes)
      return `${at} has an MTU of ${found.mtuBytes} bytes, and not ${mtuBytes}`
    const amiss = misshapen(shape, found)
    if (amiss !== undefined) return `${at} ${amiss}`
  }
  return undefined
}

/** A rule that was met has changed nothing yet: what SYNs announce behind it does. */
function unclamped(
  asked: Links | undefined,
  { mssClampBytes }: Link,
  { clamped, announced }: LinkRecord,
): string | undefined {
  if (mssClampBytes === undefined) return undefined
  if (clamped === undefined) return 'the router has no clamp for it'
  if (clamped === 0) return 'no SYN met its clamp'
  if (!announced) return 'no SYN was seen to leave its clamp'
  const { from, to, enteredBytes, leftBytes } = announced
  const bytes = clampedTo(asked, [from, to], enteredBytes)
  if (leftBytes === bytes) return undefined
  return `a SYN from ${from} to ${to} announced ${leftBytes} bytes past its clamp, and not ${bytes}`
}

function misshapen(
  asked: NonNullable<LinkEndRecord['shape']>,
  { shape, passed, lost }: LinkEndRecord,
): string | undefined {
  const wanted = figures.filter(name => (asked[name] ?? 0) > 0)
  if (wanted.length === 0) return undefined
  if (!shape) return 'shapes nothing'
  const other = figures.find(name => Math.abs((shape[name] ?? 0) - (asked[name] ?? 0)) > precision[name])
  if (other !== undefined) return `has ${other} ${shape[other] ?? 0}, and not ${asked[other] ?? 0}`
  return passed + lost === 0 ? 'was met by no packet' : undefined
}

/** An answer has to take what the links of both ends add up to, and no more: it was timed before there were programs and faults. */
function mistimed(asked: Links | undefined, { host, roundTrip }: LinkRecord, toleranceMs: Ms): string | undefined {
  if (roundTripOf(asked, [host]) === undefined) return undefined
  if (!roundTrip) return 'no round trip by it was measured'
  const { from, to, tookMs } = roundTrip
  const [leastMs, mostMs] = roundTripOf(asked, [from, to]) ?? [0, 0]
  const wantedMs =
    tookMs + timerMs < leastMs ? leastMs : tookMs > mostMs + lookMs(leastMs) + toleranceMs ? mostMs : undefined
  if (wantedMs === undefined) return undefined
  return `a round trip from ${from} to ${to} took ${tookMs.toFixed(1)} ms, and not ${wantedMs.toFixed(0)} ms`
}

/** As fine as the kernel keeps them: nanoseconds, parts of 2^32, bytes a second. */
const precision = {
  delayMs: 1e-3,
  jitterMs: 1e-3,
  lossPercent: 1e-4,
  duplicatePercent: 1e-4,
  reorderPercent: 1e-4,
  rateBitsPerSecond: 8,
} as const
const figures = Object.keys(precision) as readonly (keyof typeof precision)[]
const timerMs = 1
/** Whether the answer is there is looked at so often. */
const lookMs = (leastMs: Ms): Ms => Math.max(timerMs, leastMs / 50)
