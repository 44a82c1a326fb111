import { expect, test } from 'vitest'
import { answerIn, answerTo, asking, questionIn } from './dns-message.ts'

const question = (name: string, type: 'A' | 'AAAA' = 'A') => questionIn(asking(7, name, type)) ?? fail()

test('what is answered is read as it was meant', () => {
  const told = (answer: Parameters<typeof answerTo>[1]) => answerIn(answerTo(question('db.test'), answer), 7)
  expect(told({ addresses: ['198.18.2.2', '198.18.2.3'], ttlMs: 5_000 })).toBe('198.18.2.2, 198.18.2.3')
  expect(told({ addresses: [], ttlMs: 0 })).toBe('none')
  expect(told({ code: 'SERVFAIL' })).toBe('SERVFAIL')
  expect(told({ code: 'NXDOMAIN' })).toBe('NXDOMAIN')
})

test('the twin: an answer to another question is none, nor is a question', () => {
  expect(answerIn(answerTo(question('db.test'), { code: 'REFUSED' }), 8)).toBeUndefined()
  expect(answerIn(asking(7, 'db.test', 'A'), 7)).toBeUndefined()
  expect(questionIn(answerTo(question('db.test'), { code: 'REFUSED' }))).toBeUndefined()
})

test('a type that has no addresses is answered with none of it', () => {
  const bytes = asking(7, 'db.test', 'A')
  bytes.writeUInt16BE(65, bytes.length - 4) // HTTPS, RFC 9460
  const asked = questionIn(bytes) ?? fail()
  expect(answerIn(answerTo(asked, { addresses: ['198.18.2.2'], ttlMs: 0 }), 7)).toBe('none')
})

function fail(): never {
  throw new Error('it is no question')
}
