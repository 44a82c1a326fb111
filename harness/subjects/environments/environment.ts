// Where client libraries live that are not of this package: made from pinned versions on first use, in the cache, once for all clients of a language.
import { readFileSync } from 'node:fs'
import { access, cp } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { cachePath, makeOnce } from '../../kit/cache.ts'
import { within } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { runOnce } from '../../kit/run-once.ts'
import type { Built } from '../built.ts'
import { digestOf, folderDigest } from '../folder-digest.ts'

/** How the libraries of a language are made. */
export interface Recipe {
  /** The folder in `programs/`. */
  readonly from: string
  /** What of it is needed: with another text they are made anew. @default all of it */
  readonly pins?: string
  /** One command after the other, in a folder that holds what is needed; which may depend on what this machine has. */
  readonly steps: readonly Step[] | ((signal: AbortSignal) => Promise<readonly Step[]>)
  /** Exits with 0 where what was made still works, as after an upgrade of what it was made with. @default it is there */
  readonly check?: Step
  /** Of the commands. */
  readonly env?: Readonly<Record<string, string>>
  /** What may help where one fails. */
  readonly fix: string
}

type Step = readonly [file: string, ...args: string[]]

/** `prepare` rejects with E_BUILD and the tool's own words, or E_CACHE. */
export function environment({ from, pins, steps, check, env, fix }: Recipe): Built {
  const sources = programsFolder(from)
  /** Who needs no client does not read their sources. */
  const place = once(() => {
    const needed = pins === undefined ? folderDigest(sources) : digestOf(readFileSync(join(sources, pins)))
    return cachePath(
      `clients-${from}-${digestOf(JSON.stringify([needed, String(steps), process.platform, process.arch]))}`,
    )
  })
  const build = async (part: string, signal: AbortSignal) => {
    await cp(join(sources, pins ?? ''), join(part, pins ?? ''), { recursive: true })
    for (const [file, ...args] of typeof steps === 'function' ? await steps(signal) : steps) {
      const { ended, lines } = await runOnce(
        { file, args, cwd: part, ...(env ? { env } : {}) },
        { withinMs: makingMs, signal },
      )
      if (ended === 'well') continue
      const words = lines.slice(-10).join(' / ')
      throw new HalfopenError('E_BUILD', `Cannot make the ${from} clients: "${file}" ${ended}: ${words}`, { fix })
    }
  }
  const make = async (signal: AbortSignal) => {
    const ready = async (at: string) => (check === undefined ? isThere(at) : await passes(at, check, signal))
    await makeOnce(place(), { ready, build: part => build(part, signal) })
  }
  return {
    get folder() {
      return place()
    },
    prepare: async signal => within(`make the ${from} clients`, makingMs, make, signal),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

async function isThere(place: string): Promise<boolean> {
  return await access(place).then(
    () => true,
    () => false,
  )
}

async function passes(place: string, [file, ...args]: Step, signal: AbortSignal): Promise<boolean> {
  if (!(await isThere(place))) return false
  return (await runOnce({ file: join(place, file), args, cwd: place }, { withinMs: makingMs, signal })).ended === 'well'
}

/** A minute on two cores where everything has to be fetched; on a slow line, longer. */
const makingMs = 600_000

/** A folder in `programs/` that is not compiled: it lies among the sources in the package as well. */
export function programsFolder(name: string): string {
  const manifest = findPackageJSON(import.meta.url)
  return join(dirname(manifest ?? import.meta.dirname), 'harness', 'subjects', 'programs', name)
}
