// Method: the same addresses for who says nothing of his room (RFC 1035: 512 bytes), who does (RFC 6891), and who asks by TCP. Sizes are those
// of real servers, which write a name once: an IPv4 address makes 16 bytes, and 512 hold 30 of them beside a question for db.test.
import dnsPacket from 'dns-packet'
import { expect, test } from 'vitest'
import { answerTo, type Transport } from './dns-answer.ts'
import { asking, questionIn } from './dns-message.ts'

const { decode } = dnsPacket

/** Bytes, answers, and whether it says that it was cut. */
function told(addresses: number, { takesBytes, by = 'udp' }: { takesBytes?: number; by?: Transport }) {
  const question = questionIn(asking(7, 'db.test', 'A'))
  if (!question) throw new Error('it is no question')
  const all = Array.from({ length: addresses }, (_, at) => `198.18.${at >> 8}.${at & 255}`)
  const bytes = answerTo({ ...question, takesBytes }, { addresses: all, ttlMs: 5_000 }, by)
  const { answers = [], additionals = [], flag_tc } = decode(bytes)
  const right = answers.every((one, at) => one.name === 'db.test' && 'data' in one && one.data === all[at])
  return { bytes: bytes.length, answers: answers.length, cut: flag_tc, right, options: additionals.length }
}

test.for<[string, number, Parameters<typeof told>[1], Partial<ReturnType<typeof told>>]>([
  ['what fits in 512 bytes is whole', 30, {}, { bytes: 505, answers: 30, cut: false, options: 0 }],
  ['the twin: one more is cut, and says so', 31, {}, { bytes: 505, answers: 30, cut: true }],
  [
    'who takes more is told more, and how much we take',
    60,
    { takesBytes: 1_232 },
    { answers: 60, cut: false, options: 1 },
  ],
  ['nobody is told more than fits a datagram', 100, { takesBytes: 4_096 }, { bytes: 1_220, answers: 74, cut: true }],
  ['who takes less than 512 means 512', 31, { takesBytes: 100 }, { bytes: 500, answers: 29, cut: true }],
  ['by TCP everything is told', 4_000, { by: 'tcp' }, { bytes: 64_025, answers: 4_000, cut: false }],
  ['even there no more than its length can say', 5_000, { by: 'tcp' }, { answers: 4_094, cut: true }],
])('%s', ([_, addresses, asked, expected]) => {
  expect(told(addresses, asked)).toMatchObject({ ...expected, right: true })
})
