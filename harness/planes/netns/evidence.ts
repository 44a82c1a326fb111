// From counters to a sentence; and a packet of our own, where the programs send none, to show that what is in force bites.
import { sleep } from '../../kit/clock.ts'
import type { Canary } from './canary-frame.ts'
import type { PacketTestbed } from './packet-testbed.ts'

/** Sends a canary unless something is `seen` already, and gives it a moment; returns whether it did. That it was not seen is for the counters to tell. */
export async function tryOut(
  testbed: Pick<PacketTestbed, 'sendCanary' | 'network'>,
  canary: Canary | undefined,
  seen: () => boolean,
): Promise<boolean> {
  if (!canary || seen()) return false
  testbed.sendCanary(canary)
  const { delayMs = 0, jitterMs = 0 } = testbed.network.hosts.find(({ host }) => host === canary.from)?.link ?? {}
  for (let waited = 0; !seen() && waited < momentMs + delayMs + jitterMs; waited++) await sleep(1)
  return true
}

/** `3 packets toward the server and 1 packet toward the client`. */
export function packetsText(counts: readonly (readonly [name: string, packets: number])[]): string {
  return counts.map(([name, packets]) => `${packets} ${packets === 1 ? 'packet' : 'packets'} ${name}`).join(' and ')
}

/** `"db.mjs" (process 23): 1 process killed, 2 sockets destroyed`: what went with a host. */
export function endedText(
  programs: readonly string[],
  { processes, sockets }: { readonly processes: number; readonly sockets: number },
): string {
  const killed = `${processes} ${processes === 1 ? 'process' : 'processes'} killed`
  return `${programs.join(', ')}: ${killed}, ${sockets} ${sockets === 1 ? 'socket' : 'sockets'} destroyed`
}

/** Of several counters. */
export function totalOf(packets: Readonly<Record<string, number>>): number {
  return Object.values(packets).reduce((sum, count) => sum + count, 0)
}

/** A canary needs far less than one, beyond what its host's own link takes. */
const momentMs = 20
