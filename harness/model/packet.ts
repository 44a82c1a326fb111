// A packet as it came to the router: what it was for, and whether it was passed on.
import type { HostName, Ms } from './units.ts'

/**
 * What a packet was for. `data` carries bytes that were not sent before, `ack` none. `probe` asks whether the peer is there (keepalive), and
 * `window-probe` whether it takes more; `retransmission` is what was sent before. `unreachable`: an ICMP error, about one of `to`'s own.
 */
export type PacketKind =
  | 'syn'
  | 'data'
  | 'ack'
  | 'fin'
  | 'reset'
  | 'probe'
  | 'window-probe'
  | 'retransmission'
  | 'datagram'
  | 'unreachable'

/** One packet between two hosts. */
export interface Packet {
  atMs: Ms
  from: HostName
  to: HostName
  /** See the record's `connections`. */
  connection?: number
  kind: PacketKind
  /** Of TCP, such as `SYN ACK`. */
  flags?: string
  /** Counted from the first that was seen of that direction, as Wireshark does. */
  seq?: number
  ack?: number
  payloadBytes?: number
  /** The error that an ICMP message stands for. */
  code?: string
  /** When the router passed it on; absent where it did not. */
  passedAtMs?: Ms
  /** The router made it itself, in `from`'s name or its own: nobody sent it. */
  made?: true
}

/** So many packets between two that were kept. */
export interface PacketGap {
  fromMs: Ms
  toMs: Ms
  packets: number
}
