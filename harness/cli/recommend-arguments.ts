// The options of `halfopen recommend`, checked.
import type { ClockName, Ms } from '../model/units.ts'
import { parseShard, type Shard } from '../parts/shard.ts'
import { parseLimit } from '../recommend/limit.ts'
import { onePacketMs, type Requirements } from '../recommend/requirements.ts'
import { parseOptions, refused } from './arguments.ts'
import { parseCount, parseLength, parseOneClock, parseTrip } from './option-values.ts'
import { optionsOf } from './options.ts'

/** Throws E_USAGE, E_MIDDLEBOX, E_IDLE_LIMIT, E_DURATION, E_CLOCK. */
export function parseRecommendArguments(args: readonly string[]): RecommendArguments {
  const { options, lists, flags, patterns } = parseOptions(args, optionsOf.recommend)
  const [stray] = patterns
  if (stray !== undefined) throw refused(`that is no option, got "${stray}"`, 'Write --within 30s --tolerate 5s')
  if (options.within === undefined)
    throw refused('it is not said how soon a loss has to be noticed, got no --within', 'Write --within 30s')
  const measures = options.phases !== undefined || options.clock !== undefined
  if (measures && !flags.prove) throw refused('--phases and --clock are for measuring', 'Add --prove')
  if (options.shard !== undefined && !flags.prove) throw refused('--shard is for measuring', 'Add --prove')
  if (options.output !== undefined && options.shard === undefined)
    throw refused(`--output is for a part, got "${options.output}"`, 'Add --shard 1/2, or leave it out')
  return {
    requirements: {
      withinMs: parseLength('within', options.within, '30s'),
      tolerateMs: tolerated(options.tolerate),
      limits: lists['idle-limit'].map(parseLimit),
      busy: flags.busy,
      connecting: flags.connecting,
      ...(options.rtt === undefined ? {} : { rttMs: parseTrip(options.rtt) }),
    },
    programs: lists.for,
    prove: flags.prove,
    phases: parseCount('phases', options.phases ?? '8', 1_000),
    clock: parseOneClock(options.clock ?? 'virtual'),
    json: flags.json,
    shard: options.shard === undefined ? undefined : parseShard(options.shard),
    output: options.output ?? 'reports/out',
  }
}

/** What is required, and what is done with it. */
export interface RecommendArguments {
  readonly requirements: Requirements
  /** Whose lines to paste are shown; the usual ones where none is named. */
  readonly programs: readonly string[]
  /** The recommendation is measured. */
  readonly prove: boolean
  readonly phases: number
  readonly clock: ClockName
  readonly json: boolean
  /** Of how many parts which is measured. */
  readonly shard: Shard | undefined
  /** Where a part is kept. */
  readonly output: string
}

/** One lost packet, unless it is said otherwise. */
function tolerated(text: string | undefined): Ms {
  if (text === undefined) return onePacketMs
  return /^0(\.0+)?(ms|s|min|m|h|d)?$/.test(text) ? 0 : parseLength('tolerate', text, '5s')
}
