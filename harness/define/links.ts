// The links of a scenario as its author writes them, checked at the door: the kernel would take some nonsense for something else.
import { HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import type { Link, Links } from '../model/link.ts'
import { type Duration, lengthOf } from './duration.ts'
import { refuseUnknown } from './unknown.ts'

/** What a host's link is like all the time, both ways. */
export interface LinkSpec {
  /** Each packet takes so much longer, one way: half of what it adds to the round trip. @default '0s' */
  delay?: Duration
  /** Longer or shorter by up to so much, 2147 ms at the most. Packets may overtake each other then. @default '0s' */
  jitter?: Duration
  /** So many in a hundred are lost, each by itself. @default 0 */
  loss?: number
  /** So many in a hundred arrive twice. @default 0 */
  duplicate?: number
  /** So many in a hundred overtake those that are delayed: needs a delay. @default 0 */
  reorder?: number
  /** `'10mbit'`, `'64kbit'`, one way. What comes faster waits in a queue of 1,000 packets, and is lost beyond. @default no limit */
  rate?: `${number}${'kbit' | 'mbit' | 'gbit'}`
  /** The longest packet in bytes. The host's kernel knows it, so that it announces and sends segments that fit. @default 1500 */
  mtu?: number
  /** The router lowers what both ends of a connection announce as their longest segment to so many bytes, as one before a tunnel does. @default as announced */
  mssClamp?: number
}

/** As data. Throws E_NETWORK, E_DURATION, and E_UNKNOWN_FIELD for a misspelt field or host. */
export function parseLinks(claim: string, specs: Readonly<Record<string, LinkSpec>>, hosts: readonly string[]): Links {
  refuseUnknown('links', specs, hosts)
  return Object.fromEntries(Object.entries(specs).map(([host, spec]) => [host, parseLink(claim, host, spec)]))
}

function parseLink(claim: string, host: string, spec: LinkSpec): Link {
  const what = `the link of ${host}`
  refuseUnknown(what, spec, ['delay', 'jitter', 'loss', 'duplicate', 'reorder', 'rate', 'mtu', 'mssClamp'])
  const refusal = (cause: string, got: unknown, fix: string) =>
    new HalfopenError('E_NETWORK', `Cannot use scenario "${claim}": ${what}: ${cause}, got "${shown(got)}"`, { fix })
  const { delay, jitter, rate, mtu, mssClamp } = spec
  const delayMs = delay === undefined ? undefined : lengthOf(`\`delay\` of ${what}`, delay)
  const jitterMs = jitter === undefined ? undefined : lengthOf(`\`jitter\` of ${what}`, jitter)
  for (const name of ['loss', 'duplicate', 'reorder'] as const) {
    const percent = spec[name]
    if (percent !== undefined && !(typeof percent === 'number' && percent >= 0 && percent <= 100))
      throw refusal(`its ${name} is no percentage`, percent, 'Give a number from 0 to 100')
  }
  if (jitterMs !== undefined && jitterMs > 2_147) throw refusal('its jitter is too long', jitter, 'Give 2147ms at most')
  if (spec.reorder !== undefined && !delayMs)
    throw refusal('it reorders and has no delay', spec.reorder, 'Give a delay: what overtakes is what is not delayed')
  if (mtu !== undefined && !(Number.isInteger(mtu) && mtu >= leastBytes && mtu <= 9_000))
    throw refusal('no such MTU', mtu, `Give whole bytes from ${leastBytes} to 9000`)
  if (mssClamp !== undefined && !(Number.isInteger(mssClamp) && mssClamp >= 88 && mssClamp <= 8_960))
    throw refusal('no such length of a segment', mssClamp, 'Give whole bytes from 88 to 8960')
  const rateBitsPerSecond = rate === undefined ? undefined : readRate(rate)
  if (rate !== undefined && rateBitsPerSecond === undefined) throw refusal('no such rate', rate, "Write '10mbit'")
  return {
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(jitterMs === undefined ? {} : { jitterMs }),
    ...(spec.loss === undefined ? {} : { lossPercent: spec.loss }),
    ...(spec.duplicate === undefined ? {} : { duplicatePercent: spec.duplicate }),
    ...(spec.reorder === undefined ? {} : { reorderPercent: spec.reorder }),
    ...(rateBitsPerSecond === undefined ? {} : { rateBitsPerSecond }),
    ...(mtu === undefined ? {} : { mtuBytes: mtu }),
    ...(mssClamp === undefined ? {} : { mssClampBytes: mssClamp }),
  }
}

/** As tc(8) writes it: 1kbit is 1,000 bits a second. Undefined below a byte a second. */
function readRate(text: unknown): number | undefined {
  const { amount, unit } = /^(?<amount>\d+(?:\.\d+)?)(?<unit>[kmg])bit$/.exec(shown(text))?.groups ?? {}
  const bits = Number(amount) * (unit === 'g' ? 1e9 : unit === 'm' ? 1e6 : 1e3)
  return bits >= 8 && bits <= 32e9 ? bits : undefined
}

/** RFC 8200 section 5. Every network here carries IPv6 as well, which the kernel switches off on what is shorter. */
const leastBytes = 1_280
