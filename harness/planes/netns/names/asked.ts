// What programs ask while a fault of the names is in force: told, counted, and who asked last.
import type { Evidence } from '../../../model/evidence.ts'
import type { Lookup } from '../../../model/lookup.ts'
import type { Ms } from '../../../model/units.ts'
import { clientsOf, type HostPlace } from '../network.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Counts the programs' questions from now on, those that are about it. Disposing ends it. */
export function countAsked(testbed: PacketTestbed, isOf: (lookup: Lookup) => boolean = () => true): Asked {
  let count = 0
  let latest: Lookup | undefined
  const listening = testbed.names.server.listen(lookup => {
    if (!isOf(lookup)) return
    count++
    latest = lookup
  })
  return {
    get count() {
      return count
    },
    get latest() {
      return latest
    },
    [Symbol.dispose]: () => listening[Symbol.dispose](),
  }
}

/** Questions so far. */
export interface Asked extends Disposable {
  readonly count: number
  readonly latest: Lookup | undefined
}

/** `3 questions`, with the last one. */
export function askedText({ count, latest }: Asked): string {
  if (!latest) return 'no program has asked since'
  const last = `the last by ${latest.host} for ${latest.name} (${latest.type}): ${latest.answer}`
  return `programs asked ${count} ${count === 1 ? 'time' : 'times'} since, ${last}`
}

/** Who asked for no name was not struck. */
export function nobodyAsked({ count }: Pick<Asked, 'count'>): Pick<Evidence, 'spared'> {
  return count === 0 ? { spared: [{ why: 'no program asked for a name while that was so' }] } : {}
}

/** Asks by ourselves, from the first client: its answer, or undefined where there was none in time. */
export async function askOurselves({ names, network }: PacketTestbed, name: string, withinMs: Ms = 250) {
  const from: HostPlace | undefined = clientsOf(network)[0] ?? network.hosts[0]
  return from && (await names.server.ask(from, name, withinMs))
}
