// As many guests run at a time as there are cores, each on a core of its own: a second one there would only be in the way.
import { readFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { abortable, after, startClock } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import type { Ms } from '../../model/units.ts'

/** A core that no other guest of this user uses, until it is disposed. */
export interface Core extends Disposable {
  readonly number: number
}

/**
 * Waits for one. Threads and processes share them alike: who has a core holds a name that the kernel gives to one only, and takes back at its end.
 * Who has waited longest hears first that one is given back, and alone until it has had its try, or `headStartMs` have passed: it may be suspended.
 */
export async function takeCore(signal: AbortSignal, { headStartMs = 100 } = {}): Promise<Core> {
  const since = startClock().startedAt
  let place: Disposable | undefined
  try {
    for (;;) {
      for (const number of usableCores()) {
        const held = await hold(nameOf(number), headStartMs)
        if (held) return { number, ...held }
      }
      place?.[Symbol.dispose]()
      place = await someGivenBack(since, signal)
    }
  } finally {
    place?.[Symbol.dispose]()
  }
}

/** A socket's name without a file: unix(7), abstract. */
function nameOf(core: number): string {
  return `\0halfopen-${process.getuid?.()}-core-${core}`
}

/** So many guests at a time keep the cores busy: while the record of one is brought out and judged, another one has its core. */
export function guestsAtATime(): number {
  return usableCores().length + 1
}

/** The core of a socket's name; undefined for a name that is none of ours. */
export function coreOf(name: string): number | undefined {
  return usableCores().find(core => nameOf(core).slice(1) === name)
}

/** Undefined where somebody else has it. Those who wait for it are connected until it is given back, and have said since when they wait. */
async function hold(name: string, headStartMs: Ms): Promise<Disposable | undefined> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const waiting = new Map<Socket, string>()
  const server = createServer(socket => {
    waiting.set(
      socket.unref().on('error', () => {}),
      later,
    )
    socket.once('data', since => waiting.set(socket, String(since)))
    socket.once('close', () => waiting.delete(socket))
  })
  server.once('error', () => resolve(false))
  server.listen(name, () => resolve(true))
  if (!(await promise)) return undefined
  server.unref()
  const giveBack = () => {
    server.close()
    const [first, ...others] = [...waiting].sort(([, one], [, other]) => Number(one > other) - Number(one < other))
    const hear = () => {
      for (const [socket] of others) socket.destroy()
    }
    first?.[0].once('close', hear).end()
    if (others.length > 0) after(headStartMs, hear)
  }
  return { [Symbol.dispose]: giveBack }
}

/** After every time of day. */
const later = '~'

/** Until one of those who have a core gives it back, or dies. Its holder tells the next in line once what is returned is disposed. */
async function someGivenBack(since: string, signal: AbortSignal): Promise<Disposable> {
  const sockets = usableCores().map(number => connect({ path: nameOf(number), allowHalfOpen: true }).resume())
  const leave = () => {
    for (const socket of sockets) socket.destroy()
  }
  for (const socket of sockets) socket.once('connect', () => socket.write(since))
  try {
    await abortable(signal, Promise.race(sockets.map(ended)))
    return { [Symbol.dispose]: leave }
  } catch (thrown) {
    leave()
    throw thrown
  }
}

/** A connection that fails, because its server has just gone or has too many, is no reason to try again at once. */
async function ended(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.once('end', resolve)
  socket.once('close', failed => (failed ? after(askAgainMs, resolve) : resolve()))
  socket.on('error', () => {})
  await promise
}

const askAgainMs = 25

/** Numbers of the cores that this process may run on: proc_pid_status(5). */
export function usableCores(): readonly number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0'
  const cores = list.split(',').flatMap(range => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
  if (cores.length > 0 && cores.every(Number.isInteger)) return cores
  throw new HalfopenError('E_CORES', `Cannot find the cores that may be used: /proc/self/status says "${list}"`)
}
