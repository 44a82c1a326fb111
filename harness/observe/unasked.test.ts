// What counts as a server's own word: not an answer, not the second piece of one, and no rhythm out of a greeting.
import { expect, test } from 'vitest'
import { Unasked } from './unasked.ts'

test.each([
  ['nothing was said', '', undefined],
  ['a client that asks is answered', '? 10 ? 500 ? 900', undefined],
  ['a client that asked once is sent to', '? 10 500 1000', { everyMs: 500 }],
  ['a client that has said nothing is greeted', '0', {}],
  ['a greeting comes in three pieces', '0 2 4', {}],
  ['a greeting is followed by one more word', '0 300', {}],
  ['a word comes now and then', '0 300 5000 5200', {}],
  ['a tick comes every half second, in pieces', '0 1 500 501 1030 1031 1530', { everyMs: 530 }],
  ['the client interrupts', '0 500 1000 ? 1010', undefined],
])('%s', (_, said, words) => {
  const unasked = new Unasked()
  for (const word of said.split(' ').filter(Boolean)) {
    if (word === '?') unasked.asked()
    else unasked.said(Number(word))
  }
  expect(unasked.words).toEqual(words)
})
