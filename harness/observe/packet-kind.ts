// What a segment is for, by its flags and numbers and by what its direction has shown before. Pure.
import type { PacketKind } from '../model/packet.ts'
import type { Segment } from './segment.ts'

/** How far one direction of a connection has come. */
export interface Numbers {
  firstSeq?: number
  /** Behind the last byte that was sent. */
  nextSeq?: number
  /** What its sender takes, as its peer was told last; unscaled. */
  windowBytes?: number
}

/** tcp_xmit_probe_skb() in the kernel: a probe has the last number that was acknowledged, and no bytes. */
export function kindOf(segment: Segment, way: Numbers, back: Numbers): PacketKind {
  const { nextSeq } = way
  if (segment.rst) return 'reset'
  const again = nextSeq !== undefined && since(endOf(segment), nextSeq) <= 0
  if (segment.syn) return again ? 'retransmission' : 'syn'
  if (segment.payloadBytes > 0) return again ? 'retransmission' : 'data'
  if (segment.fin) return again ? 'retransmission' : 'fin'
  if (nextSeq === undefined || since(segment.seq, nextSeq) !== -1) return 'ack'
  return back.windowBytes === 0 ? 'window-probe' : 'probe'
}

/** The number of the byte behind it; SYN and FIN count as one each. */
export function endOf({ seq, payloadBytes, syn, fin }: Segment): number {
  return (seq + payloadBytes + (syn ? 1 : 0) + (fin ? 1 : 0)) >>> 0
}

/** From one number to another, around the end of 32 bits: RFC 9293 section 3.4. */
export function since(seq: number, from: number): number {
  return (seq - from) | 0
}

/** Such as `SYN ACK`. */
export function flagsOf({ syn, ack, fin, rst }: Segment): string {
  const flags = [syn && 'SYN', fin && 'FIN', rst && 'RST', ack && 'ACK']
  return flags.filter(Boolean).join(' ')
}
