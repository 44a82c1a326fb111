// What a kernel's timers go by: its wheel and its settings, with Linux's own where nothing else is said.
import type { Ms } from '../model/units.ts'
import type { Conditions } from './conditions.ts'
import { type Wheel, wheelOf } from './wheel.ts'

/** Times in ticks. */
export interface KernelRules {
  readonly wheel: Wheel
  /** TCP_RTO_MIN, what tcp_retries2 and a closed window count in: 200 ms. */
  readonly rtoBase: number
  /** What a retransmission timeout has on top of the round trip at least: tcp_rto_min_us, or TCP_RTO_MIN. */
  readonly rtoMinMs: Ms
  /** TCP_RTO_MAX, or what it was set to: 120 s. */
  readonly rtoMax: number
  /** tcp_retries2: 15. */
  readonly retries2: number
  /** TCP_SYNCNT or tcp_syn_retries: 6. */
  readonly synRetries: number
  /** tcp_syn_linear_timeouts: 4 since Linux 6.5, none before. */
  readonly synLinear: number
  /** A loss probe comes before the first timeout: tcp_early_retrans 3 or 4, and tcp_sack. */
  readonly lossProbe: boolean
  /** tcp_thin_linear_timeouts: a few segments are sent again six times before the pause doubles. */
  readonly thinLinear: boolean
}

/** The kernels that the client may have: one where its HZ and its release are known. */
export function kernelsOf({ settings, kernel, sysctls = {}, state }: Kernels): readonly KernelRules[] {
  const sysctl = (name: string, [least, most]: Range) => taken(Number(sysctls[name] ?? Number.NaN), [least, most])
  const release = versionOf(kernel?.release)
  const rtoMaxMs = taken(settings.rtoMaxMs, rtoMaxRange) ?? sysctl('net.ipv4.tcp_rto_max_ms', rtoMaxRange)
  const rtoMinUs = sysctl('net.ipv4.tcp_rto_min_us', [1, 2 ** 31 - 1]) ?? 200_000
  const linear = sysctl('net.ipv4.tcp_syn_linear_timeouts', [0, 127])
  const linears = linear === undefined ? synLinears(release, state) : [linear]
  const known = taken(kernel?.hz, [24, 10_000])
  return (known === undefined ? usualHz : [known]).flatMap(hz =>
    linears.map(synLinear => ({
      wheel: wheelOf(hz),
      rtoBase: hz / 5,
      rtoMinMs: ((release ?? rtoMinSince) >= rtoMinSince ? rtoMinUs : 200_000) / 1_000,
      rtoMax: ((rtoMaxMs !== undefined && (release ?? rtoMaxSince) >= rtoMaxSince ? rtoMaxMs : 120_000) * hz) / 1_000,
      retries2: taken(settings.retries2, [0, 255]) ?? sysctl('net.ipv4.tcp_retries2', [0, 255]) ?? 15,
      synRetries: taken(settings.synRetries, [0, 127]) ?? sysctl('net.ipv4.tcp_syn_retries', [0, 127]) ?? 6,
      synLinear,
      lossProbe:
        (sysctl('net.ipv4.tcp_early_retrans', [0, 4]) ?? 3) >= 3 && sysctl('net.ipv4.tcp_sack', [0, 255]) !== 0,
      thinLinear: (sysctl('net.ipv4.tcp_thin_linear_timeouts', [0, 255]) ?? 0) > 0,
    })),
  )
}

type Range = readonly [least: number, most: number]

/** What no kernel takes, as a file may say, is not what it is set to. */
function taken(value: number | undefined, [least, most]: Range): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined
}

/** TCP_RTO_MAX_MS. */
const rtoMaxRange: Range = [1_000, 120_000]

/** What tells them. */
type Kernels = Pick<Conditions, 'settings' | 'kernel' | 'sysctls' | 'state'>

/** CONFIG_HZ of the usual distributions. */
const usualHz = [100, 250, 300, 1_000] as const
/** TCP_RTO_MAX_MS and net.ipv4.tcp_rto_max_ms. */
const rtoMaxSince = 6_015
const linearSince = 6_005
/** net.ipv4.tcp_rto_min_us. */
const rtoMinSince = 6_011

/** Both where it is not known, and makes a difference. */
function synLinears(release: number | undefined, state: Kernels['state']): readonly number[] {
  if (release === undefined) return state === 'connecting' ? [0, 4] : [4]
  return [release >= linearSince ? 4 : 0]
}

/** `6.12.3-x` as 6012. */
function versionOf(release: string | undefined): number | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(release ?? '') ?? []
  return major === undefined ? undefined : Number(major) * 1_000 + Number(minor)
}
