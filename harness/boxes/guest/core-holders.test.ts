// Method: a process that no Node began takes every core, as another run does, and is suspended and killed; the twin is this process, which waits for none
// of its own run.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { sleep } from '../../kit/clock.ts'
import { patient } from '../../kit/fixtures/patience.ts'
import { heldForGood, heldWords, otherHolders } from './core-holders.ts'
import { waitForCore } from './core-wait.ts'
import { takeCore, usableCores } from './cores.ts'

const linux = process.platform === 'linux'
const cores = linux ? usableCores() : [0]
const holder = { pid: 4_711, command: 'node halfopen run', cores, ageMs: 720_000, suspended: false }
const every = cores.length === 1 ? `core ${cores[0]} is` : `cores ${cores.join(' and ')} are`

describe('who holds cores is told', () => {
  test('with what can be done: waiting for one that goes on, or waking one that is suspended', () => {
    expect(heldWords([holder])).toBe(
      `${every} held by 4711 "node halfopen run", 12 min old, and given back as its guests end`,
    )
    expect(heldWords([{ ...holder, suspended: true }])).toBe(
      `${every} held by 4711 "node halfopen run", 12 min old and suspended: if it is yours, kill -CONT 4711 lets it go on, and kill -9 4711 ends it`,
    )
  })

  test('not where one is left, unless somebody suspended has another', () => {
    const some = { ...holder, cores: [-1] }
    expect(heldWords([])).toBeUndefined()
    expect(cores.length > 1 ? heldWords([some]) : undefined).toBeUndefined()
    expect(heldWords([{ ...some, suspended: true }])).toContain('core -1 is held by 4711')
  })

  test('and for good are those that only the suspended have', () => {
    expect(heldForGood([holder])).toBe(false)
    expect(heldForGood([{ ...holder, suspended: true }])).toBe(true)
    expect(heldForGood([{ ...holder, suspended: true, cores: cores.slice(1) }])).toBe(false)
  })
})

test.skipIf(!linux)(
  `a suspended run is found by its cores, and nobody waits for it for ever${linux ? '' : ' (Linux only)'}`,
  async () => {
    // A shell between the two: what a Node of ours begins is of our own run.
    const began = spawn(
      'sh',
      ['-c', '"$0" --input-type=module -e "$1" <&0 & echo $!; wait', process.execPath, hogging],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    )
    const lines = createInterface(began.stdout)[Symbol.asyncIterator]()
    const pid = Number((await lines.next()).value)
    try {
      expect((await lines.next()).value).toBe('all taken')
      const found = () => otherHolders().find(({ pid: other }) => other === pid)
      expect(found()).toMatchObject({ cores, suspended: false, command: expect.stringContaining('takeCore') })
      process.kill(pid, 'SIGSTOP')
      while (found()?.suspended !== true) await sleep(10, patient())
      await expect(waitForCore(patient(), { lookEveryMs: 50 })).rejects.toThrow(
        /^Cannot start a guest: each core is held by a run that is suspended\. Let it go on, or end it: .*kill -CONT \d+.* \[E_CORE_HELD\]$/,
      )
      process.kill(pid, 'SIGCONT')
      while (found()?.suspended !== false) await sleep(10, patient())
      const stop = new AbortController()
      const waiting = waitForCore(stop.signal, { lookEveryMs: 50 })
      expect(await Promise.race([waiting, sleep(300)])).toBeUndefined()
      stop.abort(new Error('waited long enough'))
      await expect(waiting).rejects.toThrow('waited long enough')
    } finally {
      end(pid)
    }
  },
)

test.skipIf(!linux)(`what a run has itself is nobody else's${linux ? '' : ' (Linux only)'}`, async () => {
  using own = await takeCore(patient())
  expect(otherHolders().filter(({ cores: its }) => its.includes(own.number))).toEqual([])
})

const hogging = `
  process.stdin.on('close', () => process.exit()).resume()
  const { takeCore, usableCores } = await import(${JSON.stringify(new URL('./cores.ts', import.meta.url).href)})
  for (const _ of usableCores()) await takeCore(new AbortController().signal)
  console.log('all taken')
  setInterval(() => {}, 1000)`

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
