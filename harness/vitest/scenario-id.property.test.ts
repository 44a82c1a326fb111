import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../kit/fixtures/damaged.ts'
import { holds } from '../kit/fixtures/fuzz.ts'
import { pathId, scenarioId, stemOf } from './scenario-id.ts'

const words = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9 ]{1,12}$/),
  anyText,
  fc.constantFrom('->', '.', '..', '/', '\u{d800}', '?', '#'),
)
const path = fc.array(words, { minLength: 1, maxLength: 3 })
const file = fc.stringMatching(/^(scenarios\/)?([a-z]{1,5}\/){0,2}[a-z]{1,6}\.scenario\.[cm]?[jt]s$/)

test('every claim has an id that begins with its file, and has no blank, line end or half a character in it', () => {
  holds(fc.tuple(file, path, fc.array(path, { maxLength: 3 })), ([from, own, others]) => {
    const id = scenarioId(from, own, [own, ...others])
    expect(id.startsWith(stemOf(from))).toBe(true)
    expect(id).not.toMatch(/[\s\p{Cc}]/u)
    expect(id.isWellFormed()).toBe(true)
  })
})

test('the only claim of a file is called by the file, whatever it claims', () => {
  holds(fc.tuple(file, path), ([from, own]) => expect(scenarioId(from, own, [own, own])).toBe(stemOf(from)))
})

test('claims that differ in a letter or a digit have different ids', () => {
  const claim = fc.array(fc.stringMatching(/^[a-z0-9]+( [a-z0-9]+)*$/), { minLength: 1, maxLength: 3 })
  holds(fc.tuple(claim, claim), ([a, b]) =>
    expect(pathId(a) === pathId(b)).toBe(JSON.stringify(a) === JSON.stringify(b)),
  )
})
