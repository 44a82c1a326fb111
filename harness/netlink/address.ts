// Addresses of a device, IPv4 and IPv6. IPv6 ones are usable at once: no duplicate address detection. ip-address(8)
import { attr, attributes } from './attribute.ts'
import { u8, u32 } from './bytes.ts'
import { cidrParts, ipText } from './ip-address.ts'
import { AF_INET6 } from './libc.ts'
import { CREATE, EXCL, type Msg } from './message.ts'
import type { Netns } from './netns.ts'
import { reading } from './reading.ts'
import { change, type Device, question, RTM } from './rtnetlink.ts'

/** `cidr`: '198.18.0.1/24' or 'fd00::1/64'. The kernel adds the route to that network itself, once the device is up. */
export function addAddress(device: Device, cidr: string): Msg {
  const command = `ip address add ${cidr} dev ${device.name}${cidr.includes(':') ? ' nodad' : ''}`
  return change(
    `add address ${cidr} to ${device.name}`,
    command,
    RTM.NEWADDR,
    CREATE | EXCL,
    ...assignment(device, cidr),
  )
}

/** Connections that use it stay, and fail only when they next send. */
export function deleteAddress(device: Device, cidr: string): Msg {
  const command = `ip address delete ${cidr} dev ${device.name}`
  return change(`delete address ${cidr} from ${device.name}`, command, RTM.DELADDR, 0, ...assignment(device, cidr))
}

/** All addresses of a namespace, or those of one family. */
export function addresses(netns: Pick<Netns, 'dump'>, family = 0): AddressState[] {
  return netns.dump(question('list addresses', RTM.GETADDR, u32(family, 0))).map(reading('list addresses', read))
}

export interface AddressState {
  readonly deviceIndex: number
  readonly cidr: string
  /** IPv6: duplicate address detection is still running, so it cannot be used. */
  readonly tentative: boolean
}

function read(body: Buffer): AddressState {
  const seen = attributes(body.subarray(8))
  const flags = seen.get(IFA.FLAGS)?.readUInt32LE() ?? body[2] ?? 0
  const address = seen.get(IFA.LOCAL) ?? seen.get(IFA.ADDRESS) ?? Buffer.alloc(4)
  return {
    deviceIndex: body.readUInt32LE(4),
    cidr: `${ipText(address)}/${body[1]}`,
    tentative: (flags & IFA_F_TENTATIVE) !== 0,
  }
}

/** struct ifaddrmsg and its attributes. */
function assignment(device: Device, cidr: string): Buffer[] {
  const { address, length, family } = cidrParts(cidr)
  const head = u8(family, length, family === AF_INET6 ? IFA_F_NODAD : 0, 0)
  return [head, u32(device.index), attr(IFA.LOCAL, address), attr(IFA.ADDRESS, address)]
}

const IFA = { ADDRESS: 1, LOCAL: 2, FLAGS: 8 } as const
const IFA_F_NODAD = 0x02
const IFA_F_TENTATIVE = 0x40
