// The one folder that a box shares with the host: the script goes in, the record and what lies beside it come out.
import { mkdirSync, promises } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { guardFolder, releaseFolder } from '../kit/reaper.ts'
import { insideBox } from '../runtime/where.ts'
import { here, removeLeft } from './left-folders.ts'

/** A folder of its own below the system's temporary one; it goes when it is disposed. Throws E_TMP where it cannot be made. */
export function makeRunFolder(): RunFolder {
  if (!looked && insideBox() === undefined) removeLeft()
  looked = true
  const moment = process.hrtime.bigint() % 36n ** 8n
  const path = join(tmpdir(), `halfopen-${digits(process.pid, 10, 7)}-${here}${digits(moment, 36, 8)}`)
  // The reaper first: a harness that is killed in between leaves none.
  guardFolder(path)
  make(path)
  const remove = async () => {
    await promises.rm(path, { recursive: true, force: true, maxRetries: 3 })
    releaseFolder(path)
  }
  return { path, [Symbol.asyncDispose]: remove }
}

/** In a box process ids are its own, and the temporary folder may be the host's. */
let looked = false

/** Always as many: in a guest that mounts it the name of a folder takes memory, and what memory is left decides what the next one gets. */
function digits(number: number | bigint, radix: number, length: number): string {
  return number.toString(radix).padStart(length, '0')
}

function make(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (cause) {
    releaseFolder(path)
    throw new HalfopenError('E_TMP', `Cannot make a folder for the run: ${messageOf(cause)}`, {
      fix: 'Point TMPDIR at a folder that you may write to',
      cause,
    })
  }
}

/** A run's folder, until it is disposed. */
export interface RunFolder extends AsyncDisposable {
  readonly path: string
}

/** Names of what lies in it. */
export const scriptsFile = 'scripts.json'
export const recordsFile = 'records.json'
