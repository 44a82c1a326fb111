import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText, anything } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import { shellWord } from '../kit/shell-word.ts'
import { parseCommand } from './command-line.ts'

const letters = [...`ab /=.-'"\\$&|#*?~\t`]
/** No word of its own that a shell would take for an operator, which is asked about, and no placeholder. */
const word = fc
  .string({ unit: fc.constantFrom(...letters), maxLength: 8 })
  .filter(text => !/^(\|\|?|&&?|;|\d?>>?|<)$/.test(text))

test('words that are quoted for a shell are the words of the command', () => {
  holds(fc.array(word, { maxLength: 6 }), args => {
    expect(parseCommand(['prog', ...args].map(shellWord).join(' '), {})).toEqual({ file: 'prog', args })
    expect(parseCommand(['prog', ...args], {})).toEqual({ file: 'prog', args })
  })
})

test('any line is a command, or is refused', () => {
  onlyRefuses(anyText, line => parseCommand(line, {}))
  onlyRefuses(anyText, line => parseCommand(line, { shell: true }))
  onlyRefuses(fc.tuple(anyText, anything), ([line, stdin]) => parseCommand(line, { stdin: stdin as 'open' }))
})
