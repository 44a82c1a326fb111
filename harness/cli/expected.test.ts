import { expect, test } from 'vitest'
import { Expected } from './expected.ts'

const last = [
  { scenario: 'quick', clock: 'virtual', wallMs: 1_000, endedAtMs: 1_000 },
  { scenario: 'slow/one', clock: 'real', wallMs: 5_000, endedAtMs: 5_000 },
  { scenario: 'slow/two', clock: 'real', wallMs: 14_000, endedAtMs: 14_000 },
] as const

test('by the last report: what took long is more of the whole than what did not', () => {
  const expected = new Expected(last)
  expected.file('quick')
  expected.file('slow')
  expect(expected.share([])).toEqual({ of: 3, share: 0 })
  expected.tests('quick', ['q'], [{}])
  expected.tests('slow', ['a', 'b'], [{}, {}])
  expected.ended('q')
  expect(expected.share([])).toEqual({ of: 3, share: 0.05 })
  expected.ended('a')
  expect(expected.share([['b', 4_750]])).toEqual({ of: 3, share: 0.7625 })
})

test('without one by how long is watched in real time, and what runs is a part of it until it has ended', () => {
  const expected = new Expected([])
  expected.file('watch')
  const watched = { on: { plane: 'toxiproxy' }, watchMs: 58_500 } as const
  expected.tests('watch', ['w'], [watched])
  expect(expected.share([['w', 30_000]])).toEqual({ of: 1, share: 0.5 })
  expect(expected.share([['w', 90_000]])).toEqual({ of: 1, share: 0.95 })
  expected.ended('w')
  expect(expected.share([])).toEqual({ of: 1, share: 1 })
})

test('hours in a guest are a second or two, and nothing at all has no share', () => {
  const expected = new Expected([])
  expect(expected.share([])).toEqual({ of: 0, share: 0 })
  expected.tests(
    'three-days',
    ['v', 'r'],
    [
      { on: { plane: 'netns' }, watchMs: 259_200_000 },
      { on: { plane: 'toxiproxy', clock: 'real' }, watchMs: 1_500 },
    ],
  )
  expected.ended('v')
  expect(expected.share([]).share).toBeCloseTo(1 / 3)
})

test('what takes longer than was expected leaves the rest no longer than that', () => {
  const expected = new Expected([])
  expected.tests(
    'two',
    ['a', 'b'],
    [{ on: { plane: 'netns', clock: 'virtual' } }, { on: { plane: 'netns', clock: 'virtual' } }],
  )
  const leftMs = (nowMs: number) => nowMs / expected.share([['a', nowMs]]).share - nowMs
  expect(leftMs(1_425)).toBeCloseTo(1_575)
  expect(leftMs(57_000)).toBeCloseTo(4_500)
})
