// A name stands for other hosts: in the server's own table, and seen by a question of our own.
import { didYouMean, HalfopenError } from '../../../kit/errors.ts'
import type { Fault } from '../../../model/fault.ts'
import type { Injection } from '../../plane.ts'
import { injected } from '../injection.ts'
import { askedText, askOurselves, countAsked } from '../names/asked.ts'
import type { PacketTestbed } from '../packet-testbed.ts'

/** Moves it. Throws E_NAMES where there is no such name. Healed, it stands for whom it stood before. */
export async function nameMove(testbed: PacketTestbed, fault: Fault<'name-move'>): Promise<Injection> {
  const { name, to } = fault
  const { network, recorder, names } = testbed
  const addresses = to.map(host => testbed.place(host).addresses[network.family])
  const atMs = recorder.clock.nowMs()
  const before = names.server.zone.move(name, to)
  const byMs = recorder.clock.nowMs()
  if (!before) throw noName(name, names.server.zone.names)
  const asked = countAsked(testbed, lookup => lookup.name.toLowerCase() === name.toLowerCase())
  const evidence = async () => {
    const answer = await askOurselves(testbed, name)
    // A server that is struck by another fault answers nothing: then the table alone tells. One of many addresses is told those that fit.
    if (answer !== undefined && !/^[A-Z]/.test(answer) && !addresses.join(', ').startsWith(answer)) return undefined
    if (names.server.zone.find(name)?.is.join() !== to.join()) return undefined
    return {
      text: `${name} led to ${before.join(', ')}, and leads to ${to.join(', ')} (${addresses.join(', ')}); ${askedText(asked)}`,
      facts: { asked: asked.count, hosts: to.length },
    }
  }
  const heal = () => {
    asked[Symbol.dispose]()
    names.server.zone.move(name, before)
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal })
}

function noName(name: string, known: readonly string[]): HalfopenError {
  const there = known.length === 0 ? `Add names: { '${name}': { is: ... } }` : `There are ${known.join(', ')}.`
  return new HalfopenError('E_NAMES', `Cannot move a name: there is none of that kind, got "${name}"`, {
    fix: `${there}${didYouMean(name, known)}`,
  })
}
