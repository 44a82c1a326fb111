// A host loses power: first nothing gets through any more, then its programs and sockets end, so that nobody hears its kernel say goodbye.
import { within } from '../../../kit/clock.ts'
import type { Fault } from '../../../model/fault.ts'
import { drop, rejectWith } from '../../../netlink/nft/action.ts'
import { called } from '../../host-words.ts'
import type { Injection } from '../../plane.ts'
import { openBlackHole, waysOf } from '../black-hole.ts'
import { isolate } from '../cable.ts'
import { endedText } from '../evidence.ts'
import { injected } from '../injection.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/**
 * Switches a host off. Healed, by itself after `backAfterMs`, it has rebooted: its kernel knows nothing of its old connections, and
 * its programs are started again, unless there is nobody left to watch them.
 */
export async function powerOff(
  testbed: PacketTestbed,
  fault: Fault<'power-off'>,
  signal: AbortSignal,
): Promise<Injection> {
  const { host, neighbours = 'silent' } = fault
  const place = testbed.place(host)
  const programs = testbed.programs(host).map(({ name, pid }) => `"${name}" (process ${pid})`)
  const hole = openBlackHole(
    testbed,
    waysOf(testbed, place, [neighbours === 'silent' ? drop : rejectWith('host-unreachable')]),
  )
  const { atMs, byMs } = hole
  testbed.ignore(host)
  const cable = isolate(testbed, place)
  const { processes, sockets } = await testbed.clear(host, signal)
  const evidence = async () => {
    const silence = cable.isPulled() ? await hole.evidence() : undefined
    const ended = endedText(programs, { processes, sockets })
    return silence && { text: `${ended}; ${silence.text}`, facts: { processes, sockets, ...silence.facts } }
  }
  const heal = async () => {
    await cable.join()
    hole[Symbol.dispose]()
    testbed.ignore(host, false)
    if (!testbed.recorder.ended)
      await within(`start ${called(host)} again`, restartMs, restart => testbed.restart(host, restart))
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.backAfterMs })
}

const restartMs = 20_000
