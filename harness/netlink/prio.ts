// Two ways out of one device: what a rule has marked for the second class goes there, and everything else goes the first. tc-prio(8)
import { attr } from './attribute.ts'
import { cstr, u32 } from './bytes.ts'
import { KernelError } from './kernel-error.ts'
import { CREATE, type Msg, REPLACE } from './message.ts'
import { Netns } from './netns.ts'
import { place, ROOT, RTM_QDISC, TCA, whereWords } from './qdisc.ts'
import { change, type Device, loopback } from './rtnetlink.ts'

/** The second class: what a rule's `meta priority` has to be, and the parent of the qdisc that stands there. */
export const secondClass = 0x0010_0002

/** Why this kernel has no prio; undefined where it has. Leaves nothing behind. */
export function prioMissing(): string | undefined {
  using netns = Netns.open('trial')
  try {
    netns.request(replacePrio(loopback))
    return undefined
  } catch (thrown) {
    if (thrown instanceof KernelError && thrown.errno === 'ENOENT') return 'this kernel has no sch_prio'
    throw thrown
  }
}

/** Takes the place of what the device has there: at its root unless told otherwise. */
export function replacePrio(device: Device, parent = ROOT): Msg {
  const { name } = device
  const command = `tc qdisc replace dev ${name} ${whereWords({ parent, handle: 0x10_0000 })} prio bands 2 priomap${' 0'.repeat(16)}`
  // struct tc_prio_qopt: bands, priomap.
  const options = Buffer.concat([u32(2), Buffer.alloc(16)])
  const body = [place(device, parent, 0x10_0000), attr(TCA.KIND, cstr('prio')), attr(TCA.OPTIONS, options)]
  return change(`put prio at ${name}`, command, RTM_QDISC.NEW, CREATE | REPLACE, ...body)
}
