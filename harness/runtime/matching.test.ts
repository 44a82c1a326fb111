// Method: a pattern that tries each beginning of a long line against all the rest of it, which takes the square of its length.
import { expect, test } from 'vitest'
import { Recorder } from '../observe/recorder.ts'
import { follow } from './follow.ts'
import { matching } from './matching.ts'

const slow = { source: '.*lost', flags: '' }
const quick = { source: 'lost', flags: '' }
const line = 'x '.repeat(10_000)

test('a slow pattern is named with its line, once, and tried once on each line, whoever reads it', () => {
  const recorder = new Recorder()
  const hosts = [{ name: 'client', program: { says: { lost: slow, connected: quick } } }]
  const took = (text: string) => {
    recorder.line('client', 'stdout', text)
    const fromMs = performance.now()
    follow(hosts, recorder)()
    return performance.now() - fromMs
  }
  const first = took(line)
  expect(took(line)).toBeLessThan(first / 2)
  took(`${line}!`)
  expect(recorder.record({ plane: 'netns', clock: 'real' }).troubles).toEqual([
    expect.stringMatching(
      /^the pattern \/\.\*lost\/ took [\d.]+ (m?s|min) .*for a line of 20 kB, and whatever came meanwhile/,
    ),
  ])
})

test('a quick one is not, and both find what they find anywhere', () => {
  const recorder = new Recorder()
  const match = matching(recorder)
  for (const pattern of [slow, quick])
    for (const text of [`${line} lost`, line.slice(0, 200)])
      for (const _again of [1, 2]) expect(match(pattern, text)).toEqual(new RegExp(pattern.source).exec(text))
  match(quick, line)
  expect(recorder.record({ plane: 'netns', clock: 'real' }).troubles.join()).not.toContain('/lost/')
})
