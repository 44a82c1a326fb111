// A script of several steps that did not take place: skipped where it cannot be shown, inconclusive where its place could not be made.
import { messageOf } from '../kit/errors.ts'
import type { SkipKind, Verdict } from '../model/bound.ts'
import type { Run } from '../model/report.ts'
import type { ClockName, PlaneName } from '../model/units.ts'
import { Recorder } from '../observe/recorder.ts'
import { where } from '../runtime/where.ts'

/** Its run: nothing was seen. */
export function notRun(about: Pick<Run, 'scenario' | 'claim'>, on: NotRun): Run {
  const recorder = new Recorder()
  if ('thrown' in on) recorder.blame(on.thrown)
  const { clock = where().clock } = on
  const verdict: Verdict =
    'thrown' in on ? { status: 'inconclusive', reason: messageOf(on.thrown) } : { status: 'skip', ...on.skipped }
  const record = recorder.record({ plane: on.plane, ...where(), clock })
  return { ...about, ...record, hosts: [], toleranceMs: 0, bounds: [], verdict }
}

/** Where it was to be, and why it was not. */
type NotRun = { readonly plane: PlaneName; readonly clock?: ClockName | undefined } & (
  | { readonly skipped: { readonly reason: string; readonly why?: SkipKind } }
  | { readonly thrown: unknown }
)
