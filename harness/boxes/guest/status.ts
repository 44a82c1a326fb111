// How a guest's first process says that its command ended: one line of JSON, written last.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `uptimeS`: virtual seconds since boot. `spinNs`: what the spin guard added to them; 0 says that the run is repeatable. */
export interface Status {
  readonly end: (typeof ends)[number]
  readonly code: number
  readonly uptimeS: number
  readonly spinNs: number
}

/** Undefined where there is none: the guest died. */
export async function readStatus(folder: string): Promise<Status | undefined> {
  return statusIn(await readFile(join(folder, 'status'), 'utf8').catch(() => ''))
}

/** The status in a text; undefined where it holds none, or not the whole of one. */
export function statusIn(text: string): Status | undefined {
  try {
    const read: Partial<Status> = JSON.parse(text.endsWith('}\n') ? text : '')
    const { end, code, uptimeS, spinNs } = read
    const counts = [code, uptimeS, spinNs].every(Number.isFinite)
    return isEnd(end) && counts
      ? { end, code: Number(code), uptimeS: Number(uptimeS), spinNs: Number(spinNs) }
      : undefined
  } catch {
    return undefined
  }
}

function isEnd(end: unknown): end is Status['end'] {
  return ends.some(one => one === end)
}

const ends = ['exit', 'signal', 'limit', 'init'] as const
