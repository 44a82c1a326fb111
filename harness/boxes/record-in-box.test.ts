// Method: a box that only writes down what it was told, and refuses. Whoever forgets what a program needs boots a guest all the same.
import { expect, test } from 'vitest'
import type { Order } from './box.ts'
import { firstScript } from './first-script.ts'
import { recordInBox } from './record-in-box.ts'

test('a box is told what its programs need together, and nothing where they need nothing', async () => {
  expect(await needsTold({})).toEqual({ memoryMb: undefined, yields: undefined })
  expect(await needsTold({ memoryMb: 100 })).toEqual({ memoryMb: 200, yields: undefined })
  expect(await needsTold({ yields: true })).toEqual({ memoryMb: undefined, yields: true })
})

async function needsTold(needs: Pick<Order, 'memoryMb' | 'yields'>): Promise<object> {
  const told: Order[] = []
  const refusing = {
    name: 'guest',
    clock: 'real',
    refusal: async () => undefined,
    unsupported: () => undefined,
    start: async (order: Order) => {
      told.push(order)
      throw new Error('no box')
    },
  } as const
  const hosts = firstScript.hosts.map(host => ({
    ...host,
    program: { ...host.program, ...needs } as typeof host.program,
  }))
  const record = recordInBox(refusing, [{ ...firstScript, hosts }], 'netns', 1_000, new AbortController().signal)
  await expect(record).rejects.toThrow('no box')
  return { memoryMb: told[0]?.memoryMb, yields: told[0]?.yields }
}
