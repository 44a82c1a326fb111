import { expect, test } from 'vitest'
import { findMiddlebox, middleboxes } from './middleboxes.ts'
import { findAnyMiddlebox, middleboxProtocol, udpMiddleboxes } from './udp-middleboxes.ts'

test("a box's limit for UDP is found by a name of its own, with its source", () => {
  expect(findAnyMiddlebox('linux-conntrack-udp')).toMatchObject({ idleMs: 30_000, sources: expect.any(Array) })
  expect(findAnyMiddlebox('aws-nlb').id).toBe('aws-nlb-tcp')
  for (const { sources } of udpMiddleboxes) expect(sources.length).toBeGreaterThan(0)
})

test('it is none of the limits of TCP, whose boxes are found by their beginnings as ever', () => {
  expect(() => findMiddlebox('linux-conntrack-udp')).toThrow('E_MIDDLEBOX')
  expect(findMiddlebox('gcp-cloud').id).toBe('gcp-cloud-nat')
  expect(middleboxProtocol('gcp-cloud-nat')).toBe('tcp')
  expect(middleboxProtocol('gcp-cloud-nat-udp')).toBe('udp')
  expect(middleboxProtocol('my-own')).toBeUndefined()
})

test('no two boxes have one name', () => {
  const names = [...middleboxes, ...udpMiddleboxes].flatMap(({ id, aliases }) => [id, ...aliases])
  expect(names).toEqual([...new Set(names)])
})
