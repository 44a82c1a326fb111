// Method: a real shell takes the words apart again. No mock of a shell knows all that it does with backquotes, dollars and line ends.
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from './fixtures/fuzz.ts'
import { shellWord } from './shell-word.ts'

const hostile = [
  "'",
  "''",
  "'a'b'",
  '"',
  '$HOME',
  '`id`',
  '$(id)',
  '\\',
  '\n',
  '#',
  ';',
  '&',
  '|',
  '*',
  '?',
  '~',
  '!',
  '-n',
  '',
  ' ',
  '\t',
  'END',
  '<<END',
]
const word = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 6 })
  .map(parts => parts.join('').replaceAll('\0', '').toWellFormed())

test.skipIf(process.platform === 'win32')('a shell takes every word as it is, whatever stands inside it', () => {
  holds(fc.array(word, { minLength: 1, maxLength: 60 }), words => {
    const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(words)
  })
})

test('a plain word is left as it is', () => {
  expect(['net.ipv4.tcp_retries2=5', '/tmp/a-b_c.pcap', 'app#1', ''].map(shellWord)).toEqual([
    'net.ipv4.tcp_retries2=5',
    '/tmp/a-b_c.pcap',
    "'app#1'",
    "''",
  ])
})
