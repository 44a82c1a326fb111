// The one folder that a box shares with the host: the script goes in, the record and what lies beside it come out.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HalfopenError, messageOf } from '../kit/errors.ts'

/** A folder of its own below the system's temporary one; it goes when it is disposed. Throws E_TMP where it cannot be made. */
export async function makeRunFolder(): Promise<RunFolder> {
  const path = await mkdtemp(join(tmpdir(), 'halfopen-')).catch((cause: unknown) => {
    throw new HalfopenError('E_TMP', `Cannot make a folder for the run: ${messageOf(cause)}`, {
      fix: 'Point TMPDIR at a folder that you may write to',
      cause,
    })
  })
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

/** A run's folder, until it is disposed. */
export interface RunFolder extends AsyncDisposable {
  readonly path: string
}

/** Names of what lies in it. */
export const scriptsFile = 'scripts.json'
export const recordsFile = 'records.json'
