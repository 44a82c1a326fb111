// A read deadline, for a client that is only sent to: longer than its server pauses, and noticed with a quarter of the bound to spare.
import { given, seconds } from '../harness/kit/format-time.ts'
import type { Bound } from '../harness/model/bound.ts'
import type { UnaskedWords } from '../harness/model/found.ts'
import { hostOf } from '../harness/model/observer.ts'
import type { Run } from '../harness/model/report.ts'
import type { Settings } from '../harness/model/settings.ts'
import { unaskedOn } from '../harness/verdict/socket-times.ts'
import { wouldNotice } from '../harness/verdict/would-notice.ts'

/** Undefined where its server says nothing unasked, or pauses for too long. Where nobody knows for how long, no figure. */
export function readDeadline(run: Run, bound: Detection, settings: Settings): string | undefined {
  const { readDeadlineMs: ownMs = Number.POSITIVE_INFINITY } = settings
  const unasked = unaskedBy(run, bound)
  const ms = Math.min((bound.withinMs * 3) / 4, ownMs)
  if (!unasked || ms === ownMs || ms < 2 * (unasked.everyMs ?? 0)) return undefined
  if (!wouldNotice({ ...settings, readDeadlineMs: ms }, bound, run)) return undefined
  const { everyMs } = unasked
  const [speaks, forSo] =
    everyMs === undefined ? ['by itself', 'longer than it pauses'] : [`every ${seconds(everyMs)}`, given(ms)]
  return `as its server speaks ${speaks}, let a read fail that hears nothing for ${forSo} (setSoTimeout, SetReadDeadline, settimeout)`
}

function unaskedBy({ steps }: Run, { by, since }: Detection): UnaskedWords | undefined {
  const found = steps.find(({ id }) => id === since)?.found ?? []
  return unaskedOn(found.filter(({ from }) => from === hostOf(by))).unasked
}

type Detection = Extract<Bound, { expect: 'detection' }>
