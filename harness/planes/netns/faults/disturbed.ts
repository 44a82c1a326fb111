// A way on which some packets come twice, or overtake others: what a fault is about leaves the router by a second class, with netem there.
import { isDeepStrictEqual } from 'node:util'
import type { Fault } from '../../../model/fault.ts'
import { setPriority } from '../../../netlink/nft/action.ts'
import { replacePrio, secondClass } from '../../../netlink/prio.ts'
import { type Netem, replaceNetem } from '../../../netlink/qdisc.ts'
import { qdiscOf } from '../../../netlink/qdisc-state.ts'
import type { Injection } from '../../plane.ts'
import { packetsText } from '../evidence.ts'
import { gatesOf } from '../gates.ts'
import { injected } from '../injection.ts'
import { placeAt } from '../links.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { Passage } from '../passage.ts'
import { takeShape } from '../shapes.ts'
import { rulesOf, type Way, waysAbout } from '../ways.ts'
import { Came } from './came.ts'

/** Some packets arrive twice. They are counted where they leave the router; where some came and none did so far there is no evidence. */
export async function duplicate(testbed: PacketTestbed, fault: Fault<'duplicate'>): Promise<Injection> {
  return disturb(testbed, fault, { duplicatePercent: fault.percent }, ({ twice }) => [twice, 'left twice'])
}

/** Some packets overtake the others. Who left after one that had come later is counted; where nobody did so far there is no evidence. */
export async function reorder(testbed: PacketTestbed, fault: Fault<'reorder'>): Promise<Injection> {
  const netem = { delayMs: fault.delayMs, reorderPercent: fault.percent }
  return disturb(testbed, fault, netem, ({ overtaken }) => [overtaken, 'overtaken by later ones'])
}

type Seen = readonly [count: number, words: string]

function disturb(
  testbed: PacketTestbed,
  fault: Fault<'duplicate' | 'reorder'>,
  netem: Netem,
  seenOf: (passage: Passage) => Seen,
): Injection {
  const { network, recorder } = testbed
  const { router } = network
  const ways = waysAbout(testbed, fault)
  const devices = gatesOf(network).map(({ device }) => device)
  using raising = new DisposableStack() // what is taken is given back where raising it fails
  raising.use(takeShape(network, fault, devices))
  router.request(
    ...devices.flatMap((device, at) => [
      replacePrio(device, placeAt(network, device)),
      replaceNetem(device, { ...netem, limitPackets, seed: seed + BigInt(at) }, secondClass),
    ]),
  )
  const named = ways.flatMap(rulesOf)
  const rules = raising.use(
    testbed.enforce([
      { hook: 'forward', rules: named.map(({ name, when }) => ({ name, when, does: [setPriority(secondClass)] })) },
    ]),
  )
  const states = () => devices.map(device => qdiscOf(router, device, secondClass)?.netem)
  const before = states()
  const passage = raising.use(new Passage(testbed, ways))
  const came = raising.use(new Came(testbed, ways))
  let doubted = false
  const evidence = () => {
    testbed.poll()
    if (!rules.packets() || !isDeepStrictEqual(states(), before)) return undefined
    const [count, words] = seenOf(passage)
    const { entered, left, twice, overtaken } = passage
    if (came.none) return { text: nothingCame(ways), facts: { entered, left, twice, overtaken } }
    if (count === 0) {
      if (!doubted)
        recorder.trouble(`${packetsText([['of what is struck', entered]])} came so far, and none was ${words}`)
      doubted = true
      return undefined
    }
    return {
      text: `of ${packetsText([[ways.map(({ text }) => text).join(', '), entered]])} ${count} ${words}`,
      facts: { entered, left, twice, overtaken },
    }
  }
  const taken = raising.move()
  const heal = () => {
    router.request(...devices.map(device => replaceNetem(device, { limitPackets }, secondClass)))
    taken.dispose()
  }
  const { atMs, byMs } = rules
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs: fault.forMs })
}

/** It is in force, as its kernel says of it, and whom it took nothing from for that is said beside it. */
function nothingCame(ways: readonly Way[]): string {
  return `in force, and ${packetsText([[ways.map(({ text }) => text).join(', '), 0]])} came so far`
}

/** A gigabyte of full packets: the way is disturbed, and not narrow. */
const limitPackets = 700_000
/** Part of the square root of three: well mixed, so that repeats agree. */
const seed = 0xbb67ae8584caa73bn
