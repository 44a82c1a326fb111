// Whether the links of a run were what its scenario asks for: what was not read back so, and measured so, is no ground for a verdict.
import { type Link, type Links, roundTripOf } from '../model/link.ts'
import { type LinkEndRecord, type LinkRecord, linkEnds } from '../model/link-record.ts'

/** The first thing that is not as asked; undefined where all is. */
export function linksAmiss(asked: Links | undefined, found: readonly LinkRecord[] | undefined): string | undefined {
  for (const [host, link] of Object.entries(asked ?? {})) {
    const record = found?.find(one => one.host === host)
    const amiss = record ? (amissIn(link, record) ?? tooQuick(asked, record)) : 'nothing was read back of it'
    if (amiss !== undefined) return `the link of ${host} is not shown to be as asked: ${amiss}`
  }
  return undefined
}

function amissIn({ mtuBytes, mssClampBytes, ...shape }: Link, { ends, clamped }: LinkRecord): string | undefined {
  for (const end of linkEnds) {
    const at = end === 'host' ? 'its own end' : "the router's end"
    const found = ends[end]
    if (mtuBytes !== undefined && found.mtuBytes !== mtuBytes)
      return `${at} has an MTU of ${found.mtuBytes} bytes, and not ${mtuBytes}`
    const amiss = misshapen(shape, found)
    if (amiss !== undefined) return `${at} ${amiss}`
  }
  if (mssClampBytes === undefined) return undefined
  if (clamped === undefined) return 'the router has no clamp for it'
  return clamped === 0 ? 'no SYN met its clamp' : undefined
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

/** An answer has to take what the links of both ends add up to. */
function tooQuick(asked: Links | undefined, { host, roundTrip }: LinkRecord): string | undefined {
  if (roundTripOf(asked, [host]) === undefined) return undefined
  if (!roundTrip) return 'no round trip by it was measured'
  const { from, to, tookMs } = roundTrip
  const [leastMs] = roundTripOf(asked, [from, to]) ?? [0]
  if (tookMs + timerMs >= leastMs) return undefined
  return `a round trip from ${from} to ${to} took ${tookMs.toFixed(1)} ms, and not ${leastMs} ms`
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
