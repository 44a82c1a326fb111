// Method: bash without the package bash-completion, and without a file of its user's, splits a line as it does before a completion function is called.
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { isInstalled } from '../kit/on-path.ts'
import { bashCompletion } from './bash-completion.ts'

const lines = [
  { split: ['halfopen', 're'], line: 'halfopen re', cur: 're', prev: 'halfopen', words: 2 },
  { split: ['halfopen', 'run', ''], line: 'halfopen run ', cur: '', prev: 'run', words: 3 },
  { split: ['halfopen', 'run', 'reader'], line: 'halfopen  run   reader', at: 19, cur: 'rea', prev: 'run', words: 3 },
  {
    split: ['halfopen', 'compare', '--faults', 'blip', '=', '5'],
    line: 'halfopen compare --faults blip=5',
    cur: 'blip=5',
    prev: '--faults',
    words: 4,
  },
  {
    split: ['halfopen', 'explain', 'a', ':', 'b'],
    line: 'halfopen explain a:b',
    cur: 'a:b',
    prev: 'explain',
    words: 3,
  },
  { split: ['halfopen', 'run', '=', 'b'], line: 'halfopen run = b', cur: 'b', prev: '=', words: 4 },
  {
    split: ['halfopen', 'run', "a'b", 'c'],
    line: "halfopen run a'b c",
    at: 14,
    index: 2,
    cur: 'a',
    prev: 'run',
    words: 3,
  },
]

test.skipIf(!isInstalled('bash')).each(lines)('$line', async ({ split, line, at, index, ...told }) => {
  const script = `${bashCompletion}
complete_it() { local words cword; __halfopen_words; printf '%s\\n' "\${words[cword]}" "\${words[cword - 1]}" "\${#words[@]}" "$cword"; }
COMP_LINE=$1 COMP_POINT=$2 COMP_CWORD=$3; shift 3; COMP_WORDS=("$@"); complete_it`
  const numbers = [at ?? line.length, index ?? split.length - 1].map(String)
  const { stdout } = await execa('bash', ['--norc', '-c', script, 'bash', line, ...numbers, ...split])
  expect(stdout.split('\n')).toEqual([told.cur, told.prev, String(told.words), String(told.words - 1)])
})

const answered = "halfopen() { printf '%s\\n' \"$WORDS\" ':4'; printf '<%s>' \"$@\" >&2; }"

/** What bash is told to put into the line, for one word that is typed behind `halfopen run`. */
async function replies(split: readonly string[], words: readonly string[]) {
  const script = `${bashCompletion}
${answered}
COMP_LINE=$1 COMP_POINT=\${#1}; shift; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); __halfopen_complete; printf '%s\n' "\${COMPREPLY[@]}"`
  const typed = ['halfopen', 'run', ...split]
  const line = `halfopen run ${split.join('')}`
  const { stdout } = await execa('bash', ['--norc', '-c', script, 'bash', line, ...typed], {
    env: { WORDS: words.join('\n') },
  })
  return stdout.split('\n')
}

test.skipIf(!isInstalled('bash')).each([
  { typed: ['re'], words: ['report\twhat it does', 'recommend', 'run'], found: ['report', 'recommend'] },
  { typed: ['--clock', '=', 'v'], words: ['virtual', 'real'], found: ['virtual'] },
  { typed: ['blip', '=', '5'], words: ['blip=5s', 'hole=5s'], found: ['5s'] },
  {
    typed: ['a'],
    words: ['a b', 'a$(touch x)', 'a`id`', "a'b"],
    found: ['a\\ b', 'a\\$\\(touch\\ x\\)', 'a\\`id\\`', "a\\'b"],
  },
  { typed: ['a\\ '], words: ['a b'], found: ['a\\ b'] },
  { typed: ['"a'], words: ['a b', 'b'], found: ['a b'] },
])('of $words what is typed as $typed is $found', async ({ typed, words, found }) => {
  expect(await replies(typed, words)).toEqual(found)
})
