// As many guests at a time as there are cores, each on a core of its own: a second one there would only be in the way.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { sleep } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'

/** A core that no other guest of this user uses, until it is disposed. */
export interface Core extends Disposable {
  readonly number: number
}

const askAgainMs = 25

/** Waits for one. Threads and processes share them alike: who has a core holds a name that the kernel gives to one only, and takes back at its end. */
export async function takeCore(signal: AbortSignal): Promise<Core> {
  for (;;) {
    for (const number of usableCores()) {
      const held = await hold(`halfopen-${process.getuid?.()}-core-${number}`)
      if (held) return { number, ...held }
    }
    await sleep(askAgainMs, signal)
  }
}

/** A socket's name without a file: unix(7), abstract. Undefined where somebody else has it. */
async function hold(name: string): Promise<Disposable | undefined> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen(`\0${name}`, () => resolve(true))
  if (!(await promise)) return undefined
  server.unref()
  return { [Symbol.dispose]: () => server.close() }
}

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
