import { expect, test } from 'vitest'
import { Remembered } from './remembered.ts'

const forEver = Number.POSITIVE_INFINITY

test('what was asked before is not worked out again', () => {
  const remembered = new Remembered<number>()
  let worked = 0
  const ask = () =>
    remembered.of(['probes', { idleMs: 1, wheel: { hz: 250, ticks: () => 1 } }, [0, forEver]], () => ++worked)
  expect([ask(), ask(), worked]).toEqual([1, 1, 1])
})

test('what differs in anything is another question', () => {
  const questions: readonly (readonly unknown[])[] = [
    ...[[], [0], [[0]], [0, 1], [[0], 1], [[0, 1]], [1, 0]],
    ...[
      [forEver],
      [-forEver],
      [undefined],
      [null],
      [{}],
      [{ a: 1 }],
      [{ b: 1 }],
      [{ a: [1] }],
      [{ a: 1, b: undefined }],
    ],
  ]
  const remembered = new Remembered<number>()
  expect(questions.map((question, i) => remembered.of(question, () => i))).toEqual(questions.map((_, i) => i))
})

test('it keeps no more than it has room for, and works out again what it gave up', () => {
  const remembered = new Remembered<object>()
  const first = remembered.of([0], () => ({}))
  for (let i = 1; i < 4_096; i++) remembered.of([i], () => ({}))
  expect(remembered.of([0], () => ({}))).toBe(first)
  remembered.of([4_096], () => ({}))
  expect(remembered.of([0], () => ({}))).not.toBe(first)
})
