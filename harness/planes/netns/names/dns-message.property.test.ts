// Questions come from any program: whatever bytes they are, they are a question that can be answered, or none.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../../../kit/fixtures/fuzz.ts'
import { answerTo } from './dns-answer.ts'
import { answerIn, asking, questionIn } from './dns-message.ts'

const bytes = fc.uint8Array({ maxLength: 600 }).map(all => Buffer.from(all))
const label = fc.stringMatching(/^[a-z0-9-]{1,20}$/)
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map(labels => labels.join('.'))

/** A question of which some bytes were changed, which comes further than noise. */
const damaged = fc.tuple(name, fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 6 })).map(([text, changes]) => {
  const whole = asking(7, text, 'A')
  for (const [at, byte] of changes) if (at < whole.length) whole[at] = byte
  return whole
})

test('any bytes are a question that can be answered, or none', () => {
  holds(fc.oneof(bytes, damaged), message => {
    answerIn(message, 7)
    const question = questionIn(message)
    if (question) expect(answerTo(question, { code: 'NXDOMAIN' }, 'udp').length).toBeGreaterThan(0)
  })
})

test('a name is asked for and answered as it is', () => {
  holds(name, text => {
    const question = questionIn(asking(7, text, 'AAAA'))
    expect(question).toMatchObject({ id: 7, asked: { name: text, type: 'AAAA' } })
    if (question)
      expect(answerIn(answerTo(question, { addresses: ['2001:2::1'], ttlMs: 1_000 }, 'udp'), 7)).toBe('2001:2::1')
  })
})
