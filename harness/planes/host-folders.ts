// The folder that a host has to itself: made when its program asks for it, its user's own, gone with the testbed or the harness.
import { mkdirSync, promises, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { guardFolder, releaseFolder } from '../kit/reaper.ts'
import { giveTo } from '../kit/users.ts'
import type { HostName } from '../model/units.ts'

/** All that were made on a testbed. Disposing removes them, with all that is in them. */
export class HostFolders implements AsyncDisposable {
  readonly #paths = new Map<HostName, string>()

  /** The folder of a host, made at the first time. Throws E_TMP where it cannot be made, E_USER. */
  of(host: HostName, user?: string): string {
    const path = this.#paths.get(host) ?? makeFolder(host)
    if (!this.#paths.has(host)) giveTo(user, path)
    this.#paths.set(host, path)
    return path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const path of this.#paths.values()) {
      await promises.rm(path, { recursive: true, force: true, maxRetries: 3 })
      releaseFolder(path)
    }
    this.#paths.clear()
  }
}

/** Writes a file into a folder, for a user. What begins with `#!` can be run. */
export function writeInto(folder: string, path: string, text: string, user: string | undefined): void {
  const file = join(folder, path)
  const parents = relative(folder, dirname(file)).split('/').filter(Boolean)
  for (const [depth] of parents.entries()) {
    const parent = join(folder, ...parents.slice(0, depth + 1))
    if (mkdirSync(parent, { recursive: true, mode: 0o700 }) !== undefined) giveTo(user, parent)
  }
  writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o700 : 0o600 })
  giveTo(user, file)
}

/** Its name repeats in a box, where process ids do, and is nobody else's outside. */
function makeFolder(host: HostName): string {
  const path = join(tmpdir(), `halfopen-${process.pid}-${++made}-${host.replace('#', '-')}`)
  guardFolder(path)
  try {
    mkdirSync(path, { mode: 0o700 })
    return path
  } catch (cause) {
    releaseFolder(path)
    throw new HalfopenError('E_TMP', `Cannot make a folder for host ${host}: ${messageOf(cause)}`, {
      fix: 'Point TMPDIR at a folder that you may write to',
      cause,
    })
  }
}

let made = 0
