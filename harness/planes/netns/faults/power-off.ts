// A host loses power: first nothing gets through any more, then its programs and sockets end, so that nobody hears its kernel say goodbye.
import { within } from '../../../kit/clock.ts'
import type { Fault } from '../../../model/fault.ts'
import { drop, rejectWith } from '../../../netlink/nft/action.ts'
import type { Injection } from '../../plane.ts'
import { openHole, waysOf } from '../black-hole.ts'
import { isolate } from '../cable.ts'
import { injected } from '../injection.ts'
import type { Bed } from '../packet-testbed.ts'

/**
 * Switches a host off. Healed, by itself after `backAfterMs`, it has rebooted: its kernel knows nothing of its old connections, and
 * its programs are started again, unless there is nobody left to watch them.
 */
export async function powerOff(bed: Bed, fault: Fault<'power-off'>, signal: AbortSignal): Promise<Injection> {
  const { host, neighbours = 'silent' } = fault
  const place = bed.place(host)
  const programs = bed.programs(host).map(({ name, pid }) => `"${name}" (process ${pid})`)
  const hole = openHole(bed, waysOf(bed, place, [neighbours === 'silent' ? drop : rejectWith('host-unreachable')]))
  const { atMs, byMs } = hole
  bed.disown(host)
  const cable = isolate(bed, place)
  const { processes, sockets } = await bed.clear(host, signal)
  const evidence = async () => {
    const silence = await hole.evidence()
    return silence && `${programs.join(', ')}: ${processes} processes killed, ${sockets} sockets destroyed; ${silence}`
  }
  const heal = async () => {
    await cable.join()
    hole[Symbol.dispose]()
    bed.disown(host, false)
    if (!bed.journal.ended) await within(`start the ${host} again`, restartMs, restart => bed.restart(host, restart))
  }
  return injected(bed, { fault, atMs, byMs, evidence, heal, forMs: fault.backAfterMs })
}

const restartMs = 20_000
