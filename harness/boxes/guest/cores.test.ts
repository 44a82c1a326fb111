import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sleep } from '../../kit/clock.ts'
import { patience, patient } from '../../kit/fixtures/patience.ts'
import { until } from '../../kit/until.ts'
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

describe.skipIf(!linux)(`those who wait for a core${linux ? '' : ' (only Linux tells which may be used)'}`, () => {
  test('have it in the order in which they came, whichever process they are in', async () => {
    const held = await Promise.all(usableCores().map(() => takeCore(never, { headStartMs: patience.withinMs })))
    const first = await waiter()
    try {
      const order: string[] = []
      const had = once(first.stdout, 'data').then(async () => {
        order.push('first')
        await sleep(arrivedMs)
        first.stdin.end()
      })
      const others = ['second', 'third', 'fourth'].map(async (who, i) => {
        await sleep(10 * i)
        using _core = await takeCore(never, { headStartMs: patience.withinMs })
        order.push(who)
        await sleep(arrivedMs)
      })
      await sleep(arrivedMs)
      held.pop()?.[Symbol.dispose]()
      await Promise.all([had, ...others])
      expect(order).toEqual(['first', 'second', 'third', 'fourth'])
    } finally {
      first.kill('SIGKILL')
      for (const core of held) core[Symbol.dispose]()
    }
  })

  test('do not wait for one of them that is suspended', async () => {
    const held = await Promise.all(usableCores().map(() => takeCore(never)))
    const first = await waiter()
    try {
      first.kill('SIGSTOP')
      const next = takeCore(patient())
      await sleep(arrivedMs)
      held.pop()?.[Symbol.dispose]()
      using got = await next
      expect(usableCores()).toContain(got.number)
    } finally {
      first.kill('SIGKILL')
      for (const core of held) core[Symbol.dispose]()
    }
  })
})

/** Another process, once it is in line for every core. It says when it has one, and gives it back when its stdin is closed. */
async function waiter() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', waiting], { stdio: ['pipe', 'pipe', 'inherit'] })
  const before = unixSockets(child.pid)
  await once(child.stdout, 'data')
  await until('be in line', () => unixSockets(child.pid) >= before + usableCores().length || undefined, patience)
  await sleep(arrivedMs)
  return child
}

function unixSockets(pid = 0): number {
  return readdirSync(`/proc/${pid}/fd`).filter(fd => isSocket(`/proc/${pid}/fd/${fd}`)).length
}

function isSocket(fd: string): boolean {
  try {
    return readlinkSync(fd).startsWith('socket:')
  } catch {
    return false
  }
}

/** What was sent within this machine is there by then. */
const arrivedMs = 300

const waiting = `
  const { takeCore } = await import(${JSON.stringify(new URL('./cores.ts', import.meta.url).href)})
  const waits = takeCore(new AbortController().signal, { headStartMs: ${patience.withinMs} })
  console.log('waits')
  const core = await waits
  process.stdin.on('close', () => core[Symbol.dispose]()).resume()
  console.log('has it')`

/** A program that takes every core and says so. It ends with whoever started it: left behind it would keep every guest of this user waiting. */
const hogging = `
  process.stdin.on('close', () => process.exit()).resume()
  const { takeCore, usableCores } = await import(${JSON.stringify(new URL('./cores.ts', import.meta.url).href)})
  for (const _ of usableCores()) await takeCore(new AbortController().signal)
  console.log('all taken')
  setInterval(() => {}, 1000)`
