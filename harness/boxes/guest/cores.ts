// As many guests at a time as there are cores, each on a core of its own: a second one there would only be in the way.
import { readFileSync } from 'node:fs'
import { locks } from 'node:worker_threads'
import { HalfopenError } from '../../kit/errors.ts'

/** A core that nobody else of this process uses, until it is disposed. */
export interface Core extends Disposable {
  readonly number: number
}

/** Waits for one, in the order of asking. The threads of a process share them; another process has its own idea. */
export async function takeCore(signal: AbortSignal): Promise<Core> {
  signal.throwIfAborted()
  const search = new AbortController()
  const either = AbortSignal.any([signal, search.signal])
  const got = Promise.withResolvers<Core>()
  let taken = false
  for (const number of usableCores()) {
    const held = async () => {
      if (taken) return
      taken = true
      const { promise, resolve } = Promise.withResolvers<void>()
      got.resolve({ number, [Symbol.dispose]: resolve })
      search.abort()
      await promise
    }
    locks.request(`halfopen: core ${number}`, { signal: either }, held).catch(got.reject)
  }
  return await got.promise
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
