import { expect, test } from 'vitest'
import { answerTo } from './dns-answer.ts'
import { answerIn, asking, questionAtHeadOf, questionIn } from './dns-message.ts'

const question = (name: string, type: 'A' | 'AAAA' = 'A') => questionIn(asking(7, name, type)) ?? fail()

test('what is answered is read as it was meant', () => {
  const told = (answer: Parameters<typeof answerTo>[1]) => answerIn(answerTo(question('db.test'), answer, 'udp'), 7)
  expect(told({ addresses: ['198.18.2.2', '198.18.2.3'], ttlMs: 5_000 })).toBe('198.18.2.2, 198.18.2.3')
  expect(told({ addresses: [], ttlMs: 0 })).toBe('none')
  expect(told({ code: 'SERVFAIL' })).toBe('SERVFAIL')
  expect(told({ code: 'NXDOMAIN' })).toBe('NXDOMAIN')
})

test('the twin: an answer to another question is none, nor is a question', () => {
  expect(answerIn(answerTo(question('db.test'), { code: 'REFUSED' }, 'udp'), 8)).toBeUndefined()
  expect(answerIn(asking(7, 'db.test', 'A'), 7)).toBeUndefined()
  expect(questionIn(answerTo(question('db.test'), { code: 'REFUSED' }, 'udp'))).toBeUndefined()
})

test('a type that has no addresses is answered with none of it', () => {
  const bytes = asking(7, 'db.test', 'A')
  bytes.writeUInt16BE(65, 12 + 'db.test'.length + 2) // HTTPS, RFC 9460
  const asked = questionIn(bytes) ?? fail()
  expect(answerIn(answerTo(asked, { addresses: ['198.18.2.2'], ttlMs: 0 }, 'udp'), 7)).toBe('none')
})

test('the twin: of a question whose end is missing it is known what it asks for, and of noise nothing', () => {
  const whole = asking(7, 'db.test', 'AAAA')
  expect(questionIn(whole.subarray(0, -4))).toBeUndefined()
  expect(questionAtHeadOf(whole.subarray(0, -4))?.asked).toMatchObject({ name: 'db.test', type: 'AAAA' })
  expect(questionAtHeadOf(whole.subarray(0, 15))).toBeUndefined()
  expect(questionAtHeadOf(Buffer.alloc(0))).toBeUndefined()
})

function fail(): never {
  throw new Error('it is no question')
}
