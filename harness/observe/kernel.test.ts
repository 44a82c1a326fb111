import { expect } from 'vitest'
import { sandboxed } from '../netlink/fixtures/sandbox.ts'

const { seen, test } = await sandboxed('../../observe/fixtures/kernel')

test('a kernel that gives a silent peer up is seen doing so', () => {
  expect(seen['in time']).toEqual({ told: 'ETIMEDOUT', saw: ['traffic', 'lost'], blind: [] })
})
test('it is seen by one who is stopped after each look, too', () => {
  expect(seen.slowly).toEqual({ told: 'ETIMEDOUT', saw: ['traffic', 'lost'], blind: [] })
})
test('one who does not look in time is blind, and takes it for no end by the program', () => {
  expect(seen['not at all']).toEqual({ told: 'ETIMEDOUT', saw: ['traffic'], blind: ['client-kernel'] })
})
