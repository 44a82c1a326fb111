// The options of `halfopen compare`, checked.

import { parseSettings } from '../define/settings.ts'
import { blackHole } from '../faults/black-hole.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { powerOff } from '../faults/power-off.ts'
import { formatFaultSpec, parseFaultSpec } from '../faults/spelling.ts'
import { takeover } from '../faults/takeover.ts'
import type { Ask } from '../model/campaign.ts'
import type { FaultSpec } from '../model/fault-spec.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Ms } from '../model/units.ts'
import { parseShard, type Shard } from '../parts/shard.ts'
import type { HandedOn } from '../runtime/handed-on.ts'
import { parseOptions, refused } from './arguments.ts'
import { parseBeginning } from './beginning.ts'
import { formatOf, parseCount, parseLength, parseOneClock, parseTrip, type TableFormat } from './option-values.ts'
import { optionsOf } from './options.ts'

/** What is compared, and how it is told. */
export interface CompareArguments {
  readonly ask: Ask
  readonly withinMs: Ms | undefined
  /** Where the ledger and the reports go. */
  readonly output: string
  readonly format: TableFormat
  /** The settings were named, and are not the usual ones. */
  readonly named: boolean
  /** A scenario whose own programs are measured. */
  readonly scenario: string | undefined
  /** Which of the measurements. */
  readonly shard: Shard | undefined
  /** What its guests begin with. */
  readonly beginning: HandedOn
}

const usualSettings = ['linux', 'off', 'keepalive=60/10/6', 'keepalive=10/5/3,user-timeout=25s', 'heartbeat=10s/5s']
const usualFaults: readonly FaultSpec[] = [
  { fault: powerOff('server') },
  { fault: powerOff('server'), state: 'data-in-flight' },
  { fault: takeover() },
  { fault: idleFirewall('aws-nlb') },
  { fault: blackHole({ for: '5s' }) },
]

/** Throws E_USAGE, E_SETTINGS, E_FAULT_SPEC, E_MIDDLEBOX, E_CLOCK, E_STARTS_AT. */
export function parseCompareArguments(args: readonly string[]): CompareArguments {
  const { options, lists, flags, patterns } = parseOptions(args, optionsOf.compare)
  const [scenario, ...more] = patterns
  if (more.length > 0) throw refused(`only one scenario can be compared, got "${more[0]}"`, 'Name one, or none')
  const named = lists.settings.length > 0
  return {
    ask: {
      settings: distinct((named ? lists.settings : usualSettings).map(parseSettings), formatSettings),
      faults: lists.faults.length > 0 ? distinct(lists.faults.map(parseFaultSpec), formatFaultSpec) : usualFaults,
      phases: parseCount('phases', options.phases ?? '8', 1_000),
      watchMs: parseLength('watch', options.watch ?? '3h'),
      soakMs: parseLength('soak', options.soak ?? '1h'),
      clock: parseOneClock(options.clock ?? 'virtual'),
      traffic: true,
      ...(options.rtt === undefined ? {} : { rttMs: parseTrip(options.rtt) }),
    },
    withinMs: options.within === undefined ? undefined : parseLength('within', options.within),
    output: options.output ?? 'reports/out',
    format: formatOf(flags),
    named,
    scenario,
    shard: options.shard === undefined ? undefined : parseShard(options.shard),
    beginning: parseBeginning(options),
  }
}

/** What is written twice is measured once. */
function distinct<T>(all: readonly T[], name: (one: T) => string): readonly T[] {
  return [...new Map(all.map(one => [name(one), one])).values()]
}
