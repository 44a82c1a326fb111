// What a server's kernel is to do with a connection that is half made: it is no client, and yet it gives up. Pure.
import type { Fault } from '../model/fault.ts'
import { isClient } from '../model/host.ts'
import { isKernel } from '../model/observer.ts'
import type { RunHost } from '../model/report.ts'
import type { Network } from '../model/scenario.ts'
import type { StepRecord } from '../model/step.ts'
import type { Observer } from '../model/units.ts'
import type { Circumstances } from '../predict/circumstances.ts'
import type { Seen } from './outcome.ts'
import { pathUnder } from './path-under.ts'

/** Of a server's kernel that waits for the last acknowledgement of a connection; undefined of all others. */
export function halfMadeAt(
  { name }: RunHost,
  fault: Fault,
  { by, step }: { readonly by: Observer; readonly step: StepRecord | undefined },
  { state, hosts, kernel, clock, network, seen }: On,
): Circumstances | undefined {
  const client = hosts.find(isClient)
  if (state !== 'syn-received' || !client || !isKernel(by) || pathUnder(fault, client).to !== name) return undefined
  const { sinceMs, healedAtMs, byMs = 0 } = step ?? {}
  return {
    ...{ settings: {}, fault, state, by, kernel, clock, sinceMs, accepts: true },
    path: { from: name, to: client.name },
    synackRetries: synackRetriesOf(name, network),
    healedMs: healedAtMs === undefined || healedAtMs > seen.endedAtMs ? undefined : healedAtMs - byMs,
  }
}

/** Of what is foreseen. */
interface On extends Pick<Circumstances, 'state' | 'kernel' | 'clock'> {
  readonly hosts: readonly RunHost[]
  readonly network?: Network | undefined
  readonly seen: Seen
}

/** tcp_synack_retries of a server, where its scenario sets it. */
export function synackRetriesOf(server: string, network: Network | undefined): number | undefined {
  const set = network?.sysctls?.[server]?.['net.ipv4.tcp_synack_retries']
  return set === undefined ? undefined : Number(set)
}
