// Rules in force in the router: a table for each injection, so that one fault's counters are not another's, and all of it at once or not at all.

import type { Clock } from '../../kit/clock.ts'
import type { Ms } from '../../model/units.ts'
import type { Netns } from '../../netlink/netns.ts'
import { deleteTable, replaceTable } from '../../netlink/nft/batch.ts'
import { counters } from '../../netlink/nft/counters.ts'
import type { Table } from '../../netlink/nft/table.ts'

/** The chains of one table. A drop in any table is final; an accept ends its own chain only. */
export type Chains = Table['chains']

/** Rules in force since some instant between `atMs` and `byMs`. */
export interface Rules extends Disposable {
  readonly table: string
  readonly atMs: Ms
  readonly byMs: Ms
  /** Packets by rule name since then. Undefined when a rule is missing: somebody else changed the table, so nothing is known. */
  packets(): Readonly<Record<string, number>> | undefined
  /** Takes the table away. Twice is harmless, and so is a table that has gone already. */
  [Symbol.dispose](): void
}

/** Puts a table into force. Throws a KernelError with the rule that the kernel refused. */
export function enforce(router: Netns, table: string, chains: Chains, clock: Clock): Rules {
  const msgs = replaceTable({ name: table, chains })
  const names = chains.flatMap(({ rules }) => rules.map(({ name }) => name))
  const atMs = clock.nowMs()
  router.request(...msgs)
  const byMs = clock.nowMs()
  let there = true
  return {
    table,
    atMs,
    byMs,
    packets: () => packetsOf(router, table, names),
    [Symbol.dispose]: () => {
      if (there) remove(router, table)
      there = false
    },
  }
}

function packetsOf(router: Netns, table: string, names: readonly string[]): Record<string, number> | undefined {
  const counted = counters(router, table)
  const found = names.flatMap(name => (counted[name] ? [[name, counted[name].packets] as const] : []))
  return found.length === names.length ? Object.fromEntries(found) : undefined
}

function remove(router: Netns, table: string): void {
  try {
    router.request(...deleteTable(table))
  } catch (thrown) {
    if (!(thrown instanceof Error && 'errno' in thrown && thrown.errno === 'ENOENT')) throw thrown
  }
}
