// A host has hardly any CPU left: its programs get along slowly, and its kernel answers as ever.
import type { Duration } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import { shownJson } from '../kit/shown.ts'
import type { HostName, Ms } from '../model/units.ts'
import { type CompetitionOptions, type CpuCompetition, cpuCompetition } from './cpu-competition.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind, Percent } from './kind.ts'
import { starved, starving } from './starved.ts'
import { lasting, shared } from './values.ts'

/**
 * The host's programs together get no more than `sharePercent` of one CPU; or somebody else takes it (`competitors`).
 * @example cpuStarvation('server', { sharePercent: 5 })
 * @throws E_SHARE when it is all of it, or none
 * @throws E_COMPETITORS when there can be no such load, or when it is said both ways
 * @throws E_HOST when `host` names none
 * @throws E_DURATION when `for` is no length of time
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function cpuStarvation<const H extends HostName>(host: HostLike<H>, options: QuotaOptions): CpuStarvation<H>
/**
 * The host's programs share one CPU with `competitors` busy loops.
 * @example cpuStarvation('server', { competitors: 9, nice: 0, for: '30s' })
 */
export function cpuStarvation<const H extends HostName>(
  host: HostLike<H>,
  options: CompetitionOptions,
): CpuCompetition<H>
export function cpuStarvation<H extends HostName>(
  host: HostLike<H>,
  options: Partial<QuotaOptions & CompetitionOptions>,
): CpuStarvation<H> | CpuCompetition<H> {
  refuseUnknown('fault cpu-starvation', options, ['sharePercent', 'competitors', 'nice', 'for'])
  const { sharePercent, competitors, nice, for: length } = options
  if (competitors === undefined && nice === undefined) return byQuota(host, sharePercent, length)
  if (competitors !== undefined && sharePercent === undefined) return cpuCompetition(host, { ...options, competitors })
  const cause = competitors === undefined ? 'only competitors can be nice' : 'it is by sharePercent or by competitors'
  throw new HalfopenError('E_COMPETITORS', `Cannot use the fault cpu-starvation: ${cause}, got ${shownJson(options)}`, {
    fix: "Write cpuStarvation('server', { sharePercent: 5 }) or cpuStarvation('server', { competitors: 9 })",
  })
}

/** How much is left to a host's programs, and for how long. */
interface QuotaOptions {
  sharePercent: number
  /** @default for good */
  for?: Duration
}

function byQuota<H extends HostName>(
  host: HostLike<H>,
  sharePercent: number | undefined,
  length: Duration | undefined,
): CpuStarvation<H> {
  if (sharePercent !== undefined && sharePercent > 0 && sharePercent < 100)
    return { kind: 'cpu-starvation', host: asHost(host), sharePercent, ...lasting('cpu-starvation', length) }
  const cause = 'sharePercent is between 0 and 100, so that something is left and something is taken'
  throw new HalfopenError('E_SHARE', `Cannot use the fault cpu-starvation: ${cause}, got "${sharePercent}"`, {
    fix: 'For no CPU at all write frozenPeer(host)',
  })
}

/**
 * The host's programs together get no more than so much of one CPU, and are stopped (SIGSTOP) while they are ahead of that. `forMs`: they have
 * all of it back after that long.
 */
export interface CpuStarvation<H extends HostName = HostName> {
  readonly kind: 'cpu-starvation'
  readonly host: H
  readonly sharePercent: Percent
  readonly forMs?: Ms
}

/** What there is to know of it. */
export const cpuStarvationKind: FaultKind<CpuStarvation> = {
  spellings: [
    shared(
      'cpu-starvation',
      '5',
      sharePercent => cpuStarvation('server', { sharePercent }),
      fault => fault.sharePercent,
    ),
  ],
  hosts: ({ host }) => [host],
  befalls: ({ host }) => ({ host, what: starving }),
  needs: () => [{ what: 'cpu-time' }],
  healsAfterMs: ({ forMs }) => forMs,
  peerLives: () => true,
  takes: () => 'words',
  effect: ({ host }, on) => starved(host, on),
}
