// Method: bash without the package bash-completion, and without a file of its user's, splits a line as it does before a completion function is called.
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { isInstalled } from '../kit/on-path.ts'
import { bashWords } from './bash-words.ts'

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
  const script = `${bashWords}
complete_it() { local cur prev words cword; _get_comp_words_by_ref -n '=:' cur prev words cword; printf '%s\\n' "$cur" "$prev" "\${#words[@]}" "$cword"; }
COMP_LINE=$1 COMP_POINT=$2 COMP_CWORD=$3; shift 3; COMP_WORDS=("$@"); complete_it`
  const numbers = [at ?? line.length, index ?? split.length - 1].map(String)
  const { stdout } = await execa('bash', ['--norc', '-c', script, 'bash', line, ...numbers, ...split])
  expect(stdout.split('\n')).toEqual([told.cur, told.prev, String(told.words), String(told.words - 1)])
})

test.skipIf(!isInstalled('bash'))('of the package it takes nothing away', async () => {
  const script = `_get_comp_words_by_ref() { echo "the package's"; }\n${bashWords}\n_get_comp_words_by_ref`
  expect((await execa('bash', ['--norc', '-c', script])).stdout).toBe("the package's")
})
