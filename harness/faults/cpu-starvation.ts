// A host has hardly any CPU left: its programs get along slowly, and its kernel answers as ever.
import { refuseUnknown } from '../define/unknown.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { HostName } from '../model/units.ts'
import { well } from '../timers/outage.ts'
import { asHost, type HostLike } from './hosts.ts'
import type { FaultKind, Percent } from './kind.ts'
import { elsewhere, roleOf } from './on-path.ts'
import { shared } from './values.ts'

/**
 * The host's programs together get no more than `sharePercent` of one CPU.
 * @example cpuStarvation('server', { sharePercent: 5 })
 * @throws E_SHARE when it is all of it, or none
 * @throws E_HOST when `host` names none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function cpuStarvation<const H extends HostName>(
  host: HostLike<H>,
  options: { sharePercent: number },
): CpuStarvation<H> {
  refuseUnknown('fault cpu-starvation', options, ['sharePercent'])
  const { sharePercent } = options
  if (sharePercent > 0 && sharePercent < 100) return { kind: 'cpu-starvation', host: asHost(host), sharePercent }
  const cause = 'sharePercent is between 0 and 100, so that something is left and something is taken'
  throw new HalfopenError('E_SHARE', `Cannot use the fault cpu-starvation: ${cause}, got "${sharePercent}"`, {
    fix: 'For no CPU at all write frozenPeer(host)',
  })
}

/** The host's programs together get no more than so much of one CPU, and are stopped (SIGSTOP) while they are ahead of that. */
export interface CpuStarvation<H extends HostName = HostName> {
  readonly kind: 'cpu-starvation'
  readonly host: H
  readonly sharePercent: Percent
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
  needs: () => [{ what: 'cpu-time' }],
  peerLives: () => true,
  effect: ({ host }, on) => {
    if (roleOf(host, on) === 'neither') return elsewhere('neither', 'starved')
    const { heartbeat, readDeadlineMs, requestTimeoutMs } = on.settings
    return heartbeat?.deadlineMs !== undefined || readDeadlineMs !== undefined || requestTimeoutMs !== undefined
      ? { why: 'how much of a CPU an answer takes is not a matter of settings' }
      : { kernel: well, reason: 'a kernel answers for programs that get no CPU' }
  },
}
