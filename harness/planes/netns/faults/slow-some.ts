// The way is slow for one path, one port or one connection: its packets leave the router by a second class, and all others as ever.
import type { Fault } from '../../../model/fault.ts'
import { setPriority } from '../../../netlink/nft/action.ts'
import { replacePrio, secondClass } from '../../../netlink/prio.ts'
import { replaceNetem } from '../../../netlink/qdisc.ts'
import { qdiscOf } from '../../../netlink/qdisc-state.ts'
import type { Injection } from '../../plane.ts'
import { behind, others } from '../black-hole.ts'
import { packetsText } from '../evidence.ts'
import { gatesOf } from '../gates.ts'
import { injected } from '../injection.ts'
import { placeAt } from '../links.ts'
import type { PacketTestbed } from '../packet-testbed.ts'
import { takeShape } from '../shapes.ts'
import { Transits } from '../transits.ts'
import { rulesOf, waysAbout } from '../ways.ts'
import { isAsAsked, isLikely } from './as-asked.ts'
import { Came } from './came.ts'

/** Slows what the fault is about. Its lateness is measured on the packets themselves, from the tap's stamps on both sides of the router. */
export async function slowSome(testbed: PacketTestbed, fault: Fault<'slow'>): Promise<Injection> {
  const { network } = testbed
  const { router } = network
  const { delayMs, jitterMs = 0, lossPercent = 0, forMs } = fault
  const ways = waysAbout(testbed, fault)
  const devices = gatesOf(network).map(({ device }) => device)
  using raising = new DisposableStack() // what is taken is given back where raising it fails
  raising.use(takeShape(network, fault, devices))
  const asked = { delayMs, jitterMs, lossPercent, limitPackets }
  router.request(
    ...devices.flatMap((device, at) => [
      replacePrio(device, placeAt(network, device)),
      replaceNetem(device, { ...asked, seed: seed + BigInt(at) }, secondClass),
    ]),
  )
  const rules = raising.use(
    testbed.enforce([
      {
        hook: 'forward',
        rules: ways.flatMap(rulesOf).map(({ name, when }) => ({ name, when, does: [setPriority(secondClass)] })),
      },
      { ...behind, rules: [others] },
    ]),
  )
  const { atMs, byMs } = rules
  const states = () => devices.map(device => qdiscOf(router, device, secondClass))
  const before = states()
  const transits = raising.use(new Transits(testbed, ways))
  const came = raising.use(new Came(testbed, ways))
  // A slow way is open at its end: a datagram of ours would be heard by the program there.
  const canary = ways.map(way => way.canary).find(one => one !== undefined && !one.datagram)
  if (canary) testbed.sendCanary({ ...canary, segment: true })
  const evidence = () => {
    testbed.poll()
    const now = states()
    const packets = rules.packets()
    const same = now.every(state => state?.netem && isAsAsked(state.netem, fault))
    if (!packets || !same) return undefined
    const struck = ways.flatMap(rulesOf).reduce((sum, { name }) => sum + (packets[name] ?? 0), 0)
    const lost = now.reduce((sum, state, at) => sum + (state?.dropped ?? 0) - (before[at]?.dropped ?? 0), 0)
    const held = now.reduce((sum, state) => sum + (state?.heldPackets ?? 0), 0)
    const isUnmet = lossPercent > 0 && came.none
    if (struck === 0 || (lossPercent > 0 && lost === 0 && !isUnmet)) return undefined
    if (!isLikely({ lost, passed: struck - lost }, fault.lossPercent ?? 0)) return undefined
    const { passed, soonestMs, latestMs } = transits
    if (passed > 0 ? soonestMs < delayMs - jitterMs - stampMs : delayMs > 0 && held === 0 && !isUnmet) return undefined
    const passedOn = Math.max(0, (packets[others.name] ?? 0) - struck)
    const took = passed > 0 ? `took ${soonestMs.toFixed(1)} to ${latestMs.toFixed(1)} ms` : 'none came through so far'
    return {
      text: `${packetsText([[ways.map(({ text }) => text).join(', '), struck]])}: ${took}, ${lost} lost, ${held} held; ${packetsText([['of others', passedOn]])} passed on at once`,
      facts: { struck, lost, held, passedOn, ...(passed > 0 ? { soonestMs, latestMs } : {}) },
    }
  }
  const taken = raising.move()
  const heal = () => {
    router.request(...devices.map(device => replaceNetem(device, { limitPackets }, secondClass)))
    taken.dispose()
  }
  return injected(testbed, { fault, atMs, byMs, evidence, heal, forMs })
}

/** A gigabyte of full packets: the way is slow, and not narrow. */
const limitPackets = 700_000
/** Part of the square root of three: well mixed, so that repeats agree. */
const seed = 0xbb67ae8584caa73bn
/** Two stamps of the kernel are compared, one of them taken a moment before the packet waits. */
const stampMs = 1
