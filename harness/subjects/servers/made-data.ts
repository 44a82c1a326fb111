// What a server keeps on disk as its installer leaves it, made once: in a guest it would take seconds of computing each time.
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildStep } from '../../kit/build-step.ts'
import { cachePath, makeOnce } from '../../kit/cache.ts'
import { within } from '../../kit/clock.ts'
import { giveTo } from '../../kit/users.ts'
import type { Built } from '../built.ts'
import { digestOf } from '../folder-digest.ts'

/** How it is made. */
export interface DataRecipe {
  readonly name: string
  /** The installer; another one makes other data. */
  readonly file: string
  /** Its arguments, for a folder that is not there yet. */
  readonly args: (folder: string) => readonly string[]
  /** Who owns it: an installer may make nothing for root. */
  readonly user: string
}

/** `prepare` rejects with E_BUILD and the installer's words, or E_CACHE. */
export function madeData({ name, file, args, user }: DataRecipe): Built {
  const { size = 0, mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {}
  const folder = cachePath(`${name}-data-${digestOf(JSON.stringify([file, size, mtimeMs, args('')]))}`)
  const build = async (part: string, signal: AbortSignal) => {
    // Its user may not enter a cache in root's home.
    const made = mkdtempSync(join(tmpdir(), `halfopen-${name}-`))
    try {
      giveTo(user, made)
      const data = join(made, 'data')
      const spec = { file, args: args(data), user, cwd: '/' }
      await buildStep(spec, { cannot: `make data for ${name}`, withinMs: makingMs, signal })
      cpSync(data, part, { recursive: true })
    } finally {
      rmSync(made, { recursive: true, force: true })
    }
  }
  const make = async (signal: AbortSignal) => makeOnce(folder, { signal, build: part => build(part, signal) })
  return { folder, prepare: async signal => within(`make data for ${name}`, makingMs, make, signal) }
}

/** What puts a copy into the host's own folder: for the program's `before`. */
export function copyOf({ folder }: Pick<Built, 'folder'>, user: string) {
  const run = `cp -r ${folder} {dir}/data && chmod 700 {dir}/data && { chown -R ${user} {dir}/data 2>&1 || :; }`
  return { run, shell: true, user: 'root' } as const
}

const makingMs = 120_000
