// What can come of several detectors, by windows that anybody can lay side by side.
import { expect, test } from 'vitest'
import { firstOf, oneOf } from './expectation.ts'

const surely = { window: [1, 4], never: false, by: 'keepalive' } as const
const later = { window: [2, 9], never: false, by: 'read-deadline' } as const
const perhaps = { window: [3, 5], never: true, by: 'heartbeat-deadline' } as const
const never = { never: true, by: 'survived' } as const

test('of several of which nobody knows which one it is, each may be: the last has the word', () => {
  expect(oneOf([surely, later])).toEqual({ window: [1, 9], never: false, by: 'read-deadline' })
  expect(oneOf([surely, never])).toEqual({ window: [1, 4], never: true, by: 'keepalive' })
  expect(oneOf([])).toEqual({ never: true, by: 'unnoticed' })
})

test('of several side by side the first decides that is certain', () => {
  expect(firstOf([later, surely])).toEqual({ window: [1, 4], never: false, by: 'keepalive' })
  expect(firstOf([surely, never])).toEqual({ window: [1, 4], never: false, by: 'keepalive' })
  expect(firstOf([later, perhaps])).toEqual({ window: [2, 9], never: false, by: 'read-deadline' })
})

test('where none is certain it may never come', () => {
  expect(firstOf([perhaps, never])).toEqual({ window: [3, 5], never: true, by: 'heartbeat-deadline' })
})
