import { expect, test } from 'vitest'
import { sideBySide } from './side-by-side.ts'

test('so many are worked on at a time, and what comes of them is in their order', async () => {
  const open: (() => void)[] = []
  const made = sideBySide([1, 2, 3, 4, 5], 2, async one => {
    await new Promise<void>(resolve => open.push(resolve))
    return one * 10
  })
  const most: number[] = []
  while (open.length > 0) {
    most.push(open.length)
    open.pop()?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(Math.max(...most)).toBe(2)
  expect(await made).toEqual([10, 20, 30, 40, 50])
})

test('what one throws is thrown, and of nothing comes nothing', async () => {
  await expect(sideBySide([1, 2], 1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await sideBySide([], 4, async () => 1)).toEqual([])
})
