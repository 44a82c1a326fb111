// A host that others connect to and that connects further: what it is set to, and what can be said of a loss that is behind it.
import { type Behind, behindHop, touches } from '../faults/paths.ts'
import type { Bound } from '../model/bound.ts'
import type { Fault } from '../model/fault.ts'
import { pathsOf, reached } from '../model/host.ts'
import { hostOf } from '../model/observer.ts'
import type { Run, RunHost } from '../model/report.ts'
import type { Settings } from '../model/settings.ts'
import { isFault } from '../model/step.ts'
import type { HostName } from '../model/units.ts'
import type { Prediction } from '../predict/circumstances.ts'

/** The hop behind which the loss of a bound is; undefined where it is none, or on the client's own path. */
export function hopOf(
  { by, since }: Pick<Bound, 'by' | 'since'>,
  { hosts, steps }: Pick<Run, 'hosts' | 'steps'>,
): Behind | undefined {
  const client = hosts.find(({ name }) => name === hostOf(by))
  const does = steps.find(({ id }) => id === since)?.does
  return client && does && isFault(does) ? behindHop(does, client, hosts) : undefined
}

/** Its own settings, and the traffic of those whom it serves: what they send by themselves it hands on, and waits for no answer. */
export function handedOn(host: RunHost, hosts: readonly RunHost[]): Settings {
  const { settings } = host
  if (!host.listens || settings.heartbeat || settings.asksEveryMs !== undefined) return settings
  const served = hosts.filter(other => other !== host && reached(other, hosts).includes(host))
  const everyMs = Math.min(
    ...served.flatMap(({ settings: { heartbeat, asksEveryMs } }) => heartbeat?.everyMs ?? asksEveryMs ?? []),
  )
  return Number.isFinite(everyMs) ? { ...settings, heartbeat: { everyMs } } : settings
}

/** Why nothing can be predicted for a client whose own connections stand, while a loss is behind a hop. `toward`: what is, for the hop. */
export function behindWords({ name, settings }: RunHost, { via, path }: Behind, toward: Prediction): string {
  const spoken = settings.keepalive ? "'s keepalive" : ''
  return `${name}${spoken} talks to ${via}, not to ${path.to}; ${path.from} toward ${path.to}: ${toward.reason}`
}

/** Those that connect to a host and may be lost to its kernel as well: they have no part in what is predicted. */
export function losesClients(fault: Fault, { name }: RunHost, hosts: readonly RunHost[]): readonly HostName[] {
  return pathsOf(hosts)
    .filter(path => path.to === name && touches(fault, path))
    .map(({ from }) => from)
}
