import { describe, expect, test } from 'vitest'
import { takeCore, usableCores } from './cores.ts'

const linux = process.platform === 'linux'
const never = new AbortController().signal

describe.skipIf(!linux)(`cores${linux ? '' : ' (only Linux tells which may be used)'}`, () => {
  test('nobody gets a core that somebody has', async () => {
    const all = await Promise.all(usableCores().map(() => takeCore(never)))
    try {
      expect(all.map(({ number }) => number).toSorted()).toEqual(usableCores().toSorted())
      const next = takeCore(AbortSignal.timeout(200))
      await expect(next).rejects.toThrow()
    } finally {
      for (const core of all) core[Symbol.dispose]()
    }
  })

  test('whoever waits gets the core that is given back', async () => {
    const all = await Promise.all(usableCores().map(() => takeCore(never)))
    const next = takeCore(never)
    const [first, ...rest] = all
    first?.[Symbol.dispose]()
    using got = await next
    expect(got.number).toBe(first?.number)
    for (const core of rest) core[Symbol.dispose]()
  })
})
