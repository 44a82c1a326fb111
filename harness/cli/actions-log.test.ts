// Method: the runner of GitHub Actions takes a command from any line that, without its leading blanks, begins with `::`, and from `##[` anywhere, of both streams
// (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs). Hostile words are given to a command that repeats them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutCommands } from '../kit/actions-log.ts'
import { anyText } from '../kit/fixtures/damaged.ts'
import { holds } from '../kit/fixtures/fuzz.ts'
import { jsonText } from '../kit/json-text.ts'
import { startCli } from './fixtures/cli.ts'

const pieces = fc.constantFrom('::', ':', '#', '##[', '[', '\n', '\r', '\u2028', ' ', '\t', '\u0085', 'error::a', ']')
const hostile = fc.array(fc.oneof(pieces, anyText), { maxLength: 9 }).map(parts => parts.join(''))
const isCommand = (line: string) => /^[\s\u0085]*::/.test(line) || line.includes('##[')
const commandsIn = (text: string) => text.split(/[\r\n]/).filter(isCommand)

test('whatever is printed, no line is a command, and words that are none stay as they are', () => {
  holds(hostile, text => expect(commandsIn(withoutCommands(text))).toEqual([]))
  holds(hostile, text => {
    if (!text.includes('::') && !text.includes('##[')) expect(withoutCommands(text)).toBe(text)
  })
  expect(withoutCommands('a::b\n ::error::c')).toBe('a::b\n : :error::c')
})

test('JSON has none, and is of the same value', () => {
  holds(hostile, text => {
    const written = jsonText({ [text]: [text] })
    expect(commandsIn(written)).toEqual([])
    expect(JSON.parse(written)).toEqual({ [text]: [text] })
  })
})

test('what stderr repeats is none in a step of Actions, and what went wrong is annotated', async () => {
  const attack = 'a\n::add-mask::b\n  ::error::c ##[add-mask]d'
  const { stdout, stderr } = await startCli([attack], { GITHUB_ACTIONS: 'true' })
  expect(commandsIn(stderr)).toEqual([])
  expect(stderr).toContain('\n: :add-mask::b\n  : :error::c # #[add-mask]d"')
  expect(stdout).toMatch(
    /^::error title=halfopen::Cannot run the command: there is none of that name, got "a%0A::add-mask/,
  )
  expect(stdout).not.toContain('\n')
  const elsewhere = await startCli([attack], {})
  expect([elsewhere.stdout, elsewhere.stderr]).toEqual(['', expect.stringContaining(`got "${attack}"`)])
})
