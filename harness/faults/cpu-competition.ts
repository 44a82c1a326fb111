// Somebody else takes the CPU: a backup, a build, a neighbour. The host's programs wait for their turn, and its kernel answers as ever.
import type { Duration } from '../define/duration.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind } from './kind.ts'
import { starved, starving } from './starved.ts'
import { lasting } from './values.ts'

/** As cpuStarvation takes it. Throws E_COMPETITORS, E_HOST and E_DURATION. */
export function cpuCompetition<H extends HostName>(host: HostLike<H>, options: CompetitionOptions): CpuCompetition<H> {
  const { competitors, nice, for: length } = options
  if (!isWhole(competitors, 1, 100)) throw refusal('competitors is a whole number from 1 to 100', competitors)
  if (nice !== undefined && !isWhole(nice, 0, 19)) throw refusal('nice is a whole number from 0 to 19', nice)
  return {
    kind: 'cpu-competition',
    host: asHost(host),
    competitors,
    ...(nice === undefined ? {} : { nice }),
    ...lasting('cpu-starvation', length),
  }
}

/** Who competes, and for how long. */
export interface CompetitionOptions {
  /** So many busy loops. */
  competitors: number
  /** How far the loops stand back, as by nice(1), up to 19. @default 0 */
  nice?: number
  /** @default for good */
  for?: Duration
}

/** The host's programs are held to one CPU, and so many busy loops with them. `forMs`: the loops end after that long. */
export interface CpuCompetition<H extends HostName = HostName> {
  readonly kind: 'cpu-competition'
  readonly host: H
  readonly competitors: Loops
  readonly nice?: Niceness
  readonly forMs?: Ms
}

/**
 * Processes that only compute.
 * @asType integer
 * @minimum 1
 * @maximum 100
 */
export type Loops = number

/**
 * How far a process stands back, nice(2).
 * @asType integer
 * @minimum 0
 * @maximum 19
 */
export type Niceness = number

/** What there is to know of it. */
export const cpuCompetitionKind: FaultKind<CpuCompetition> = {
  spellings: [
    {
      name: 'cpu-competition',
      takes: 'a number of busy loops from 1 to 100',
      example: '9',
      read: (value = '') => {
        const competitors = /^[1-9]\d*$/.test(value) ? Number(value) : 0
        return isWhole(competitors, 1, 100) ? cpuCompetition('server', { competitors }) : undefined
      },
      write: ({ competitors }) => String(competitors),
    },
  ],
  hosts: ({ host }) => [host],
  befalls: ({ host }) => ({ host, what: starving }),
  needs: () => [{ what: 'cpu-time' }],
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  takes: () => 'words',
  effect: ({ host }, on) => starved(host, on),
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

function refusal(cause: string, got: unknown): HalfopenError {
  return new HalfopenError('E_COMPETITORS', `Cannot use the fault cpu-starvation: ${cause}, got "${shown(got)}"`, {
    fix: "Write cpuStarvation('server', { competitors: 9 })",
  })
}
