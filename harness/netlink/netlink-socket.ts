// A netlink socket: sends requests, reads acknowledgements, answers and dumps. It never waits longer than five seconds.
import { close, closeSync } from 'node:fs'
import { HalfopenError } from '../kit/errors.ts'
import { u32 } from './bytes.ts'
import { refusal } from './kernel-error.ts'
import { AF_NETLINK, libc, SOCK_CLOEXEC, SOCK_RAW, SOL_SOCKET } from './libc.ts'
import { ACK, DUMP, type Frame, frame, frames, type Msg, NETFILTER, type Protocol, ROUTE } from './message.ts'
import { SystemError } from './native-call.ts'
import { reading } from './reading.ts'

/** Belongs to the network namespace in which it was made, whatever the thread does later. */
export class NetlinkSocket {
  readonly #fd: number
  readonly #protocol: Protocol
  readonly #where: string
  #sequence = 0

  /** `where` ends the first half of each error: ' in client'. */
  constructor(protocol: Protocol, where: string) {
    this.#protocol = protocol
    this.#where = where
    this.#fd = opened(protocol)
    for (const option of [NETLINK_CAP_ACK, NETLINK_EXT_ACK]) libc.setsockopt(this.#fd, SOL_NETLINK, option, u32(1), 4)
    const limit = Buffer.concat([u32(ANSWER_LIMIT_S), Buffer.alloc(12)]) // struct timeval
    libc.setsockopt(this.#fd, SOL_SOCKET, SO_RCVTIMEO, limit, 16)
  }

  /**
   * Sends all messages in one datagram and waits until they are carried out. Throws the first refusal, as a KernelError;
   * rtnetlink has then carried out the others all the same, nf_tables none.
   */
  request(msgs: readonly Msg[]): void {
    const sent = this.#send(this.#protocol === ROUTE ? lastAcknowledged(msgs) : msgs)
    const unanswered = new Set([...sent].filter(([, msg]) => msg.flags & ACK).map(([sequence]) => sequence))
    let failure: Error | undefined
    while (unanswered.size > 0) {
      for (const answer of this.#receive(msgs)) {
        const msg = sent.get(answer.sequence)
        if (answer.type !== NLMSG_ERROR || !msg) continue // late answer to an earlier, refused batch
        const errno = errnoIn(answer.body)
        if (errno !== 0) failure ??= refusal(msg, this.#where, errno, answer.body.subarray(20))
        if (!unanswered.delete(answer.sequence)) throw failure ?? this.#unexpected(msg) // the batch as a whole
      }
    }
    if (failure) throw failure
  }

  /** The body of the single answer. */
  ask(msg: Msg): Buffer {
    const sent = this.#send([msg])
    for (;;) {
      for (const { type, sequence, body } of this.#receive([msg])) {
        if (!sent.has(sequence)) continue
        if (type === NLMSG_ERROR) throw refusal(msg, this.#where, errnoIn(body), body.subarray(20))
        return Buffer.from(body)
      }
    }
  }

  /** The bodies of all answers. Starts again, up to ten times, when what is read changes meanwhile. */
  dump(msg: Msg): Buffer[] {
    for (let attempt = 1; attempt <= 10; attempt++) {
      const bodies = this.#dumpOnce(msg)
      if (bodies) return bodies
    }
    throw new HalfopenError(
      'E_NETLINK',
      `Cannot ${msg.what}${this.#where}: it changed while being read, ten times over`,
    )
  }

  /** One of nf_tables' waits until what was deleted is freed, 10 ms: a thread waits with it. */
  close(): void {
    if (this.#protocol === NETFILTER) close(this.#fd, () => {})
    else closeSync(this.#fd)
  }

  #dumpOnce(msg: Msg): Buffer[] | undefined {
    const sent = this.#send([{ ...msg, flags: msg.flags | DUMP }])
    const bodies: Buffer[] = []
    let whole = true
    for (;;) {
      for (const { type, flags, sequence, body } of this.#receive([msg])) {
        if (!sent.has(sequence)) continue
        if (flags & NLM_F_DUMP_INTR) whole = false
        if (type === NLMSG_DONE || type === NLMSG_ERROR) {
          const errno = errnoIn(body)
          if (errno !== 0) throw refusal(msg, this.#where, errno, body.subarray(type === NLMSG_DONE ? 4 : 20))
          return whole ? bodies : undefined
        }
        bodies.push(Buffer.from(body))
      }
    }
  }

  #send(msgs: readonly Msg[]): Map<number, Msg> {
    const sent = new Map(msgs.map(msg => [++this.#sequence, msg]))
    const bytes = Buffer.concat([...sent].map(([sequence, msg]) => frame(msg, sequence)))
    libc.send(this.#fd, bytes, bytes.length, 0)
    return sent
  }

  #receive(msgs: readonly Msg[]): Generator<Frame> {
    const size = this.#recv(msgs)
    return frames(received.subarray(0, size))
  }

  #recv(msgs: readonly Msg[]): number {
    try {
      return libc.recv(this.#fd, received, received.length, 0)
    } catch (cause) {
      if (!(cause instanceof SystemError) || cause.errno !== 'EAGAIN') throw cause
      const what = msgs.find(msg => msg.what !== '')?.what
      const text = `Cannot ${what}${this.#where}: the kernel did not answer within ${ANSWER_LIMIT_S} s`
      throw new HalfopenError('E_NETLINK', text, { cause })
    }
  }

  #unexpected(msg: Msg): Error {
    return new HalfopenError('E_NETLINK', `Cannot ${msg.what}${this.#where}: the kernel answered what was not asked`)
  }
}

/** The kernel takes changes to the network in their order and tells refusals unasked: who has the answer to the last has them all. */
function lastAcknowledged(msgs: readonly Msg[]): readonly Msg[] {
  return msgs.map((msg, at) => (at < msgs.length - 1 ? { ...msg, flags: msg.flags & ~ACK } : msg))
}

/** The kernel says it as a negative number. */
const errnoIn = reading('read netlink acknowledgement', body => -body.readInt32LE(0))

function opened(protocol: Protocol): number {
  try {
    return libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol)
  } catch (cause) {
    const missing = { 0: 'rtnetlink', 4: 'sock_diag', 12: 'nf_tables' }[protocol]
    throw new HalfopenError('E_NETLINK', `Cannot open a netlink socket: this kernel has no ${missing}`, {
      fix: `Load or build in the kernel's ${missing} support`,
      cause,
    })
  }
}

/** One for all sockets: what is received is read before anything else is. */
const received = Buffer.alloc(64 << 10)
const ANSWER_LIMIT_S = 5
const NLMSG_ERROR = 2
const NLMSG_DONE = 3
const NLM_F_DUMP_INTR = 0x10
const SOL_NETLINK = 270
const NETLINK_CAP_ACK = 10
const NETLINK_EXT_ACK = 11
const SO_RCVTIMEO = 20
