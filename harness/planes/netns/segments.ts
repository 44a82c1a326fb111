// Who is on a wire with whom: the one place that decides it. What passes between two hosts that have to do with each other meets the router.
import type { Host } from '../../model/host.ts'

/** The hosts of each segment: one alone, or those that stand in for each other, since an address moves along a wire only. */
export function segmentsOf<H extends Pick<Host, 'name' | 'standsInFor'>>(
  hosts: readonly H[],
): readonly (readonly H[])[] {
  const segments: H[][] = []
  for (const host of hosts) {
    if (segments.flat().includes(host)) continue
    const segment = new Set([host])
    for (const { name, standsInFor } of segment)
      for (const other of hosts) if (other.standsInFor === name || other.name === standsInFor) segment.add(other)
    segments.push(hosts.filter(one => segment.has(one)))
  }
  return segments
}

/** Whether two hosts are on one segment. */
export function areNeighbours(hosts: readonly Pick<Host, 'name' | 'standsInFor'>[], a: string, b: string): boolean {
  return segmentsOf(hosts).some(segment => [a, b].every(name => segment.some(host => host.name === name)))
}
