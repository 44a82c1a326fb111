// What a healthy connection costs: the packets that the router passed on, counted in the file that a control run leaves.
import type { Traffic } from '../model/comparison.ts'
import type { Ms } from '../model/units.ts'
import { type CapturedFrame, readPcap } from '../netlink/capture/pcap.ts'

/**
 * IP packets an hour, both ways together, over `forMs` from `fromMs` after the first packet: what comes before is the connection being made,
 * what comes after our own cleaning up. A packet is in the file as it came in and as it was passed on; the latter is counted.
 */
export function trafficIn(pcap: Buffer, { fromMs, forMs }: { fromMs: Ms; forMs: Ms }): Traffic {
  const { frames } = readPcap(pcap)
  const passed = frames.filter(frame => isPassedOn(frame) && isIp(frame))
  const startNs = passed[0]?.atNs ?? 0n
  const own = passed.filter(({ atNs }) => {
    const ms = Number(atNs - startNs) / 1e6
    return ms >= fromMs && ms < fromMs + forMs
  })
  const perHour = 3_600_000 / forMs
  const bytes = own.reduce((sum, { lengthBytes }) => sum + lengthBytes - cookedBytes, 0)
  return { packetsPerHour: own.length * perHour, bytesPerHour: bytes * perHour }
}

/** LINKTYPE_LINUX_SLL2: protocol in front, then the device and the direction; PACKET_OUTGOING of packet(7). */
const cookedBytes = 20

function isPassedOn({ bytes }: CapturedFrame): boolean {
  return bytes[10] === 4
}

/** ARP and its like are the network's own. */
function isIp({ bytes }: CapturedFrame): boolean {
  const protocol = bytes.readUInt16BE(0)
  return protocol === 0x0800 || protocol === 0x86dd
}
