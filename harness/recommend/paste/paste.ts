// What a recommendation is pasted as: a program's own names, units and limits, and what it has no option for.
import type { Settings } from '../../model/settings.ts'
import type { Ms } from '../../model/units.ts'
import type { KeepaliveSettings, Requirements } from '../requirements.ts'

/** Lines for one program. */
export interface Paste {
  readonly program: string
  /** What the lines were read for: a release, or the first that has the options. */
  readonly version: string
  /** None where it has nothing that would do. */
  readonly lines: readonly string[]
  /** What it cannot, and what to do instead. */
  readonly note?: string
  /** Where the options are described. */
  readonly source: string
  /** What the lines can be tried on. */
  readonly subject?: Tried
}

/** The lines once more, as options of a subject. */
export interface Tried {
  /** Its id in `halfopen/subjects`. */
  readonly client: string
  readonly set: object
  /** What the lines come to, where it is not what is recommended. */
  readonly settings?: Settings
  /** The lines switch keepalive on, and its numbers are the sysctls'. */
  readonly numbers?: 'sysctl'
}

/** What they are made from, in the units that programs take. */
export interface Given {
  readonly settings: KeepaliveSettings
  readonly requirements: Requirements
  readonly idleS: number
  readonly intervalS: number
  readonly count: number
  /** Absent unless the requirements are about a busy connection. */
  readonly userTimeoutMs: number | undefined
}

/** The recommendation in units. */
export function givenFrom(settings: KeepaliveSettings, requirements: Requirements): Given {
  const { keepalive, userTimeoutMs } = settings
  return {
    settings,
    requirements,
    idleS: keepalive.idleMs / 1_000,
    intervalS: keepalive.intervalMs / 1_000,
    count: keepalive.count,
    userTimeoutMs,
  }
}

/** The largest number up to `most` of which something holds, as it does of every smaller one; 0 where it holds of none. */
export function largest(most: number, holds: (number: number) => boolean): number {
  let [known, open] = [0, Math.max(0, most)]
  while (known < open) {
    const middle = Math.ceil((known + open) / 2)
    if (holds(middle)) known = middle
    else open = middle - 1
  }
  return known
}

/** `27_000`, as JavaScript has it. */
export function underscored(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, '_')
}

/** What a library is to wait for an answer instead of its own time: undefined where that does. */
export function answerWithinMs({ userTimeoutMs, requirements }: Given, itsOwnMs: Ms): Ms | undefined {
  return userTimeoutMs ?? (isTooSoon(itsOwnMs, requirements) ? requirements.withinMs - 1_000 : undefined)
}

/** Over before an answer that the silence held up: what was lost in it is sent again after as long once more. */
export function isTooSoon(ms: Ms, { tolerateMs }: Requirements): boolean {
  return ms < tolerateMs * 2 + 1_000
}
