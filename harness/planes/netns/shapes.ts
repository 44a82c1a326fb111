// What leaves a device late, twice or out of order: one fault's netem at a time, because a second would put itself in the place of the first.
import { shapes, whereOf } from '../../faults/all.ts'
import type { Timed } from '../../faults/together.ts'
import type { Fault } from '../../model/fault.ts'
import type { Device } from '../../netlink/rtnetlink.ts'
import { clashWords, placeTaken } from '../one-at-a-time.ts'
import type { Network } from './network.ts'

/** Why two of these steps cannot stand at once; undefined where they do not, or where the network alone can tell. */
export function shapedTwice(steps: readonly Timed[]): string | undefined {
  return clashWords(steps, atOneDevice, oneAtATime)
}

/** Takes these devices for a fault. Disposing gives them back. Throws E_CANNOT_INJECT where another has one of them. */
export function takeShape(network: Network, { kind }: Fault, devices: readonly Device[]): Disposable {
  const held = inForce.get(network) ?? new Map<Device, string>()
  inForce.set(network, held)
  const other = devices.map(device => held.get(device)).find(one => one !== undefined)
  if (other !== undefined) throw placeTaken(kind, other, oneAtATime)
  for (const device of devices) held.set(device, kind)
  return {
    [Symbol.dispose]: () => {
      for (const device of devices) held.delete(device)
    },
  }
}

const inForce = new WeakMap<Network, Map<Device, string>>()
const oneAtATime = 'a way has one slow, duplicate or reorder at a time'

/** What is about some of the packets has a class of its own at every gate; what is about all of them stands where they leave. */
function atOneDevice(one: Fault, other: Fault): boolean {
  const [a, b] = [placeOf(one), placeOf(other)]
  return a !== undefined && a === b
}

function placeOf(fault: Fault): string | undefined {
  const which = shapes(fault)
  return which === 'all' ? (whereOf(fault).toward ?? 'both') : which && 'both'
}
