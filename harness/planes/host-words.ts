// How a plane speaks of a host: those of a pair by what they are, any other by its name.
import type { HostName } from '../model/units.ts'

/** `the client`, `the server`, `the standby`, or the name as it is. */
export function called(host: HostName): string {
  return pair.has(host) ? `the ${host}` : host
}

const pair: ReadonlySet<HostName> = new Set(['client', 'server', 'standby'])
