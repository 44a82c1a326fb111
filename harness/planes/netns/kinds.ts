// Which kinds of fault this plane can inject, by name alone: what injects them cannot be loaded on every system.
import type { Fault } from '../../model/fault.ts'

/** A kind that has an injector: see injectors.ts, which does not compile unless it has each of them and no other. */
export type Kind = (typeof kinds)[number]

/** Why a kind of fault cannot be injected; undefined where it can. */
export function missing(kind: string): string | undefined {
  return kinds.some(known => known === kind) ? undefined : `netns has no injector for ${kind}`
}

const kinds = [
  'none',
  'power-off',
  'black-hole',
  'idle-firewall',
  'slow',
  'frozen-peer',
  'cpu-starvation',
  'cpu-competition',
  'takeover',
  'reject',
  'link-down',
  'mtu-black-hole',
  'conntrack-flush',
  'process-kill',
  'suspend',
  'connection-reset',
  'name-move',
  'dns-black-hole',
  'slow-dns',
  'fail-dns',
  'duplicate',
  'reorder',
  'replay',
] as const satisfies readonly Fault['kind'][]
