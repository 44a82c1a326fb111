// Questions and answers as they pass: RFC 1035. Of what is no question nothing is made.
import dnsPacket, { type Question as Asked, type Packet } from 'dns-packet'

const { AUTHORITATIVE_ANSWER, RECURSION_AVAILABLE, RECURSION_DESIRED, decode, encode } = dnsPacket

/** What somebody asks for. */
export interface Question {
  readonly id: number
  readonly asked: Asked
  /** The flags that its answer repeats. */
  readonly flags: number
}

/** What it is told: addresses of the type that it asked for, none of them, or why there can be none. */
export type Answer = { readonly addresses: readonly string[]; readonly ttlMs: number } | { readonly code: AnswerCode }

/** RFC 1035, section 4.1.1. */
export type AnswerCode = keyof typeof codes

/** Undefined where the bytes are no question for one name. */
export function questionIn(bytes: Buffer): Question | undefined {
  const packet = read(bytes)
  const [asked, ...more] = packet?.questions ?? []
  if (packet?.type !== 'query' || asked === undefined || more.length > 0) return undefined
  return { id: packet.id ?? 0, asked, flags: packet.flags ?? 0 }
}

/** The answer to a question. */
export function answerTo({ id, asked, flags }: Question, answer: Answer): Buffer {
  const code = 'code' in answer ? codes[answer.code] : 0
  const { name, type } = asked
  const told = 'addresses' in answer && (type === 'A' || type === 'AAAA') ? answer.addresses : []
  return encode({
    id,
    type: 'response',
    flags: (flags & RECURSION_DESIRED) | RECURSION_AVAILABLE | AUTHORITATIVE_ANSWER | code,
    questions: [asked],
    answers: told.map(data => ({
      name,
      type: type === 'A' ? 'A' : 'AAAA',
      ttl: 'addresses' in answer ? answer.ttlMs / 1_000 : 0,
      data,
    })),
  })
}

/** A question of our own. */
export function asking(id: number, name: string, type: 'A' | 'AAAA'): Buffer {
  return encode({ id, type: 'query', flags: RECURSION_DESIRED, questions: [{ name, type }] })
}

/** What was answered to it, in words: addresses, `none`, or the reason. Undefined where the bytes are no answer to it. */
export function answerIn(bytes: Buffer, id: number): string | undefined {
  const packet = read(bytes)
  if (packet?.type !== 'response' || packet.id !== id) return undefined
  const code = Object.entries(codes).find(([, number]) => number === ((packet.flags ?? 0) & 0xf))?.[0]
  if (code !== undefined) return code
  const found = (packet.answers ?? []).flatMap(({ type, ...one }) =>
    (type === 'A' || type === 'AAAA') && 'data' in one ? [String(one.data)] : [],
  )
  return answerText({ addresses: found, ttlMs: 0 })
}

/** As a record shows it. */
export function answerText(answer: Answer): string {
  if ('code' in answer) return answer.code
  return answer.addresses.length === 0 ? 'none' : answer.addresses.join(', ')
}

const codes = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const

function read(bytes: Buffer): Packet | undefined {
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}
