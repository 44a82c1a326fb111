// struct tcp_info of linux/tcp.h, as far as it bears on noticing a dead peer. It only ever grows at its end.

/** Reads what there is; a field that an older kernel lacks is 0. */
export function tcpInfo(bytes: Buffer | undefined): TcpInfo | undefined {
  if (!bytes || bytes.length < 104) return undefined
  const u32 = (at: number) => (bytes.length >= at + 4 ? bytes.readUInt32LE(at) : 0)
  const u64 = (at: number) => (bytes.length >= at + 8 ? Number(bytes.readBigUInt64LE(at)) : 0)
  return {
    retransmits: bytes[2] ?? 0,
    probes: bytes[3] ?? 0,
    backoff: bytes[4] ?? 0,
    rtoMs: u32(8) / 1000,
    sndMssBytes: u32(16),
    unacked: u32(24),
    lost: u32(32),
    lastDataSentMs: u32(44),
    lastDataRecvMs: u32(52),
    lastAckRecvMs: u32(56),
    rttMs: u32(68) / 1000,
    totalRetrans: u32(100),
    bytesAcked: u64(120),
    bytesReceived: u64(128),
    segsOut: u32(136),
    segsIn: u32(140),
    notsentBytes: u32(144),
    bytesSent: u64(200),
    sndWndBytes: u32(228),
  }
}

export interface TcpInfo {
  /** Retransmission timeouts in a row without an answer. */
  readonly retransmits: number
  /** Keepalive or window probes in a row without an answer. */
  readonly probes: number
  readonly backoff: number
  readonly rtoMs: number
  readonly sndMssBytes: number
  /** Segments sent and not acknowledged; of a listener: its queue. */
  readonly unacked: number
  readonly lost: number
  readonly lastDataSentMs: number
  readonly lastDataRecvMs: number
  readonly lastAckRecvMs: number
  readonly rttMs: number
  /** Retransmitted segments since the connection began. */
  readonly totalRetrans: number
  readonly bytesAcked: number
  readonly bytesReceived: number
  readonly segsOut: number
  readonly segsIn: number
  /** Written by the program and not sent once. */
  readonly notsentBytes: number
  /** Retransmissions included. */
  readonly bytesSent: number
  /** The window the peer offers; since kernel 6.2. 0 before that, and 0 when its receive buffer is full. */
  readonly sndWndBytes: number
}
