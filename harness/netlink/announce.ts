// Tells a segment that an address has moved: gratuitous ARP (RFC 5227) and unsolicited neighbour advertisement (RFC 4861 section 7.2.6).
import { HalfopenError } from '../kit/errors.ts'
import { be16, be32, u8 } from './bytes.ts'
import { ipBytes, macBytes } from './ip-address.ts'
import type { Netns } from './netns.ts'
import { ETH_P_ARP, ETH_P_IPV6, sendFrame } from './packet-socket.ts'
import type { Device } from './rtnetlink.ts'

/**
 * Sends the announcement once, to everybody on the device's segment. Who holds a permanent neighbour entry, or none,
 * does not care. E_ANNOUNCE when the device cannot send.
 */
export function announce(netns: Netns, device: Device, address: string, mac: string): void {
  const bytes = ipBytes(address)
  const [etherType, frame] =
    bytes.length === 4
      ? ([ETH_P_ARP, gratuitousArp(bytes, macBytes(mac))] as const)
      : ([ETH_P_IPV6, neighbourAdvertisement(bytes, macBytes(mac))] as const)
  try {
    sendFrame(netns, device.index, etherType, frame)
  } catch (cause) {
    const fix = 'Set the device up first'
    const text = `Cannot announce ${address} on ${device.name} in ${netns.name}: the device does not send`
    throw new HalfopenError('E_ANNOUNCE', text, { fix, cause })
  }
  netns.note(bytes.length === 4 ? `arping -c 1 -U -I ${device.name} ${address}` : `ndsend ${address} ${device.name}`)
}

/** A request in which sender and target are the same. */
function gratuitousArp(address: Buffer, mac: Buffer): Buffer {
  const ethernet = [BROADCAST, mac, be16(ETH_P_ARP)]
  const kind = [be16(1), be16(0x0800), u8(6, 4), be16(1)] // Ethernet, IPv4, request
  return Buffer.concat([...ethernet, ...kind, mac, address, Buffer.alloc(6), address])
}

/** To all nodes, with the override flag and the new hardware address. */
function neighbourAdvertisement(address: Buffer, mac: Buffer): Buffer {
  const option = [u8(2, 1), mac] // target link-layer address
  const message = Buffer.concat([u8(136, 0), be16(0), be32(0x20000000), address, ...option])
  const pseudo = Buffer.concat([address, ALL_NODES, be32(message.length), be32(ICMPV6)])
  message.writeUInt16BE(checksum(Buffer.concat([pseudo, message])), 2)
  const header = [be32(0x60000000), be16(message.length), u8(ICMPV6, 255), address, ALL_NODES]
  return Buffer.concat([ALL_NODES_MAC, mac, be16(ETH_P_IPV6), ...header, message])
}

/** RFC 1071, over an even number of bytes. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += bytes.readUInt16BE(at)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

const ICMPV6 = 58
const BROADCAST = macBytes('ff:ff:ff:ff:ff:ff')
const ALL_NODES = ipBytes('ff02::1')
const ALL_NODES_MAC = macBytes('33:33:00:00:00:01')
