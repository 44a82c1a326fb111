// How a guest's first process says that its command ended: one line of JSON, written last.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `uptimeS`: virtual seconds since boot. `spinNs`: what the spin guard added to them; 0 says that the run is repeatable. */
export interface Status {
  readonly end: 'exit' | 'signal' | 'limit' | 'init'
  readonly code: number
  readonly uptimeS: number
  readonly spinNs: number
}

/** Undefined where there is none: the guest died. */
export async function readStatus(folder: string): Promise<Status | undefined> {
  const text = await readFile(join(folder, 'status'), 'utf8').catch(() => '')
  return text.endsWith('}\n') ? JSON.parse(text) : undefined
}
