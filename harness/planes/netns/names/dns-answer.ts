// Answers as bytes. One that does not fit is cut, and says so (TC): who asked by UDP then asks by TCP. RFC 1035, section 4.2.1, and RFC 7766
import dnsPacket, { type Packet, type Answer as ResourceRecord } from 'dns-packet'
import { type Answer, codes, datagramBytes, option, type Question } from './dns-message.ts'

const { AUTHORITATIVE_ANSWER, RECURSION_AVAILABLE, RECURSION_DESIRED, TRUNCATED_RESPONSE, encode } = dnsPacket

/** The answer to a question, by UDP or TCP. Names are written once, as servers do: that makes 16 bytes an IPv4 address. */
export function answerTo({ id, asked, flags, takesBytes }: Question, answer: Answer, by: Transport): Buffer {
  const { name, type } = asked
  const code = 'code' in answer ? codes[answer.code] : 0
  const told = 'addresses' in answer && (type === 'A' || type === 'AAAA') ? answer.addresses : []
  const ttl = 'addresses' in answer ? answer.ttlMs / 1_000 : 0
  const head: Packet = {
    id,
    type: 'response',
    flags: (flags & RECURSION_DESIRED) | RECURSION_AVAILABLE | AUTHORITATIVE_ANSWER | code,
    questions: [asked],
  }
  // Whoever says how much he takes is told the same: RFC 6891, section 6.1.1.
  const options = takesBytes === undefined ? Buffer.alloc(0) : recordOf(option)
  const room = roomFor(takesBytes, by) - encode(head).length - options.length
  const whole = told.map(data => recordOf({ name, type: type === 'A' ? 'A' : 'AAAA', ttl, data }))
  const records = thatFit(whole, room)
  const cut = records.length < whole.length ? TRUNCATED_RESPONSE : 0
  const bytes = encode({ ...head, flags: (head.flags ?? 0) | cut })
  bytes.writeUInt16BE(records.length, answersAt)
  bytes.writeUInt16BE(options.length > 0 ? 1 : 0, additionalsAt)
  return Buffer.concat([bytes, ...records, options])
}

/** How a question came, and its answer goes. */
export type Transport = 'udp' | 'tcp'

/** Where a message says how many it has of each: RFC 1035, section 4.1.1. */
const [answersAt, additionalsAt, headBytes] = [6, 10, 12]
/** The name of the question, which comes first: RFC 1035, section 4.1.4. */
const pointer = Buffer.from([0xc0, headBytes])

/** By TCP it is what the length before a message can say. Who says less than 512 means 512: RFC 6891, section 6.2.3. */
function roomFor(takesBytes: number = 512, by: Transport): number {
  return by === 'tcp' ? 65_535 : Math.min(Math.max(takesBytes, 512), datagramBytes)
}

function recordOf(record: ResourceRecord): Buffer {
  const bytes = encode({ answers: [record] }).subarray(headBytes)
  if (record.name === '.') return bytes
  const typeBytes = 4
  const nameBytes = encode({ questions: [{ type: 'A', name: record.name }] }).length - headBytes - typeBytes
  return Buffer.concat([pointer, bytes.subarray(nameBytes)])
}

/** All are of one type, and so of one size. */
function thatFit(records: readonly Buffer[], roomBytes: number): readonly Buffer[] {
  const [first] = records
  return first ? records.slice(0, Math.max(0, Math.floor(roomBytes / first.length))) : records
}
