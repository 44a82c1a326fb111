// What a reader of the league goes by: that a loss is one, when it was told, and of which clients a part is.
import { mutantsOf } from './mutant.ts'

const planned = ['harness/league/plan.test.ts'] as const

export const league = [
  ...mutantsOf('harness/league/controls.ts', planned, [
    ['tookMs(made) < aloneMs * nearly', 'true'],
    ["control.told.kind === 'nothing') return made", "control.told.kind !== 'lost') return made"],
    ['Math.max(...losses) * beyond', 'Math.min(...losses)'],
    ['made.told.watchedMs >= parseMs(watch) - roundedMs', 'true'],
  ]),
  ...mutantsOf('harness/league/plan.ts', planned, [
    ["deafWhenIdle && state === 'idle' ? 1 : several", 'several'],
    ['if (neverAsks && asks) return false', ''],
    ["one.back?.kind === 'back' && !one.back.wentOn", "one.back?.kind === 'back' && one.back.wentOn"],
  ]),
  ...mutantsOf(
    'harness/league/merged.ts',
    ['harness/league/merged.test.ts'],
    [
      ['lacking.findIndex(other => isSame(one, other)) === at', 'true'],
      ['ids.indexOf(a.id) - ids.indexOf(b.id)', '0'],
      ['whole(known).map', 'known.map'],
    ],
  ),
  ...mutantsOf(
    'reports/league/words.ts',
    ['reports/league/league.test.ts'],
    [
      ['nothing.every(({ keptAlive }) => keptAlive)', 'true'],
      ['!isAlike(first, one)', 'isAlike(first, one)'],
      ['absent, ({ reason }) => reason', 'absent, ({ id }) => id'],
    ],
  ),
]
