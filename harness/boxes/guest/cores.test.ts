import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { sleep } from '../../kit/clock.ts'
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

  test('whoever waits gets the core of a process that was killed', async () => {
    const hog = spawn(process.execPath, ['--input-type=module', '-e', hogging], { stdio: ['pipe', 'pipe', 'ignore'] })
    try {
      await once(hog.stdout, 'data')
      const next = takeCore(never)
      const early = await Promise.race([next, sleep(100)])
      hog.kill('SIGKILL')
      using got = await next
      expect([early, usableCores().includes(got.number)]).toEqual([undefined, true])
    } finally {
      hog.kill('SIGKILL')
    }
  })
})

/** A program that takes every core and says so. It ends with whoever started it: left behind it would keep every guest of this user waiting. */
const hogging = `
  process.stdin.on('close', () => process.exit()).resume()
  const { takeCore, usableCores } = await import(${JSON.stringify(new URL('./cores.ts', import.meta.url).href)})
  for (const _ of usableCores()) await takeCore(new AbortController().signal)
  console.log('all taken')
  setInterval(() => {}, 1000)`
