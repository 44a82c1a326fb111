// Who is on a wire with whom: the one place that decides it. What passes between two hosts of one segment never meets the router.
import { type Host, isClient } from '../../model/host.ts'

/** The hosts of each segment. All servers share one; each client has a link of its own to the router. */
export function segmentsOf<H extends Pick<Host, 'name' | 'connectsTo'>>(
  hosts: readonly H[],
): readonly (readonly H[])[] {
  return [...Map.groupBy(hosts, host => (isClient(host) ? host.name : servers)).values()]
}

/** Whether two hosts are on one segment. */
export function areNeighbours(hosts: readonly Pick<Host, 'name' | 'connectsTo'>[], a: string, b: string): boolean {
  return segmentsOf(hosts).some(segment => [a, b].every(name => segment.some(host => host.name === name)))
}

/** No host can be called so. */
const servers = ''
