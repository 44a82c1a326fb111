// AF_PACKET: a socket that sees and sends whole frames of one device. packet(7)
import { be16, u8, u16, u32 } from './bytes.ts'
import { AF_PACKET, libc, SOCK_CLOEXEC, SOCK_RAW } from './libc.ts'
import type { Netns } from './netns.ts'

/** Opens one in a namespace. It belongs there for good. `deviceIndex` 0: every device. `prepare` comes before it hears anything. */
export function packetSocket(
  netns: Netns,
  deviceIndex: number,
  etherType: number,
  prepare: (fd: number) => void = () => {},
): number {
  const fd = netns.run(() => libc.socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0)) // protocol 0: deaf until bound
  try {
    prepare(fd)
    const address = [u16(AF_PACKET), be16(etherType), u32(deviceIndex), u16(0), u8(0, 0), Buffer.alloc(8)] // struct sockaddr_ll
    libc.bind(fd, Buffer.concat(address), 20)
    return fd
  } catch (cause) {
    libc.close(fd)
    throw cause
  }
}

/** Sends one frame out of a device, past every rule and queue of IP. */
export function sendFrame(netns: Netns, deviceIndex: number, etherType: number, frame: Buffer): void {
  const fd = packetSocket(netns, deviceIndex, etherType)
  try {
    libc.send(fd, frame, frame.length, 0)
  } finally {
    libc.close(fd)
  }
}

export const ETH_P_ALL = 0x0003
export const ETH_P_ARP = 0x0806
export const ETH_P_IPV6 = 0x86dd
