import { expect, test } from 'vitest'
import { completed, emptyPrompt, entered, type Key, type Prompt, typed } from './lab-prompt.ts'

const keys = (from: Prompt, ...all: readonly (Key['kind'] | `'${string}`)[]) =>
  all.reduce<Prompt>((prompt, key) => {
    if (key.startsWith("'")) return typed(prompt, { kind: 'letters', text: key.slice(1) })
    return typed(prompt, { kind: key } as Key)
  }, from)

test('letters go where the cursor is, and are erased before it', () => {
  expect(keys(emptyPrompt, "'skp 2h", 'start', 'right', 'right', "'i", 'end', 'erase', "'min")).toMatchObject({
    text: 'skip 2min',
    at: 9,
  })
  expect(keys(emptyPrompt, "'heal db", 'erase-word', 'left', 'erase-all')).toMatchObject({ text: ' ', at: 0 })
  expect(keys(emptyPrompt, 'erase', 'left', 'right', 'erase-word')).toEqual(emptyPrompt)
})

test('the lines before come back, the latest first, and behind the newest is an empty one', () => {
  const two = entered(keys(entered(keys(emptyPrompt, "'one")), "'two"))
  expect(keys(two, 'older').text).toBe('two')
  expect(keys(two, 'older', 'older', 'older').text).toBe('one')
  expect(keys(two, 'older', 'older', 'newer').text).toBe('two')
  expect(keys(two, 'older', 'newer').text).toBe('')
  expect(entered(keys(two, "'  ")).before).toEqual(['one', 'two'])
})

test('a word is completed as far as all agree, with those that there are', () => {
  const at = (text: string) => keys(emptyPrompt, `'${text}`)
  expect(completed(at('power-off d'), ['db'])).toEqual({ prompt: at('power-off db '), shown: [] })
  expect(completed(at('power-off d'), ['db-one', 'db-two'])).toEqual({
    prompt: at('power-off db-'),
    shown: ['db-one', 'db-two'],
  })
  expect(completed(at('x'), [])).toEqual({ prompt: at('x'), shown: [] })
})
