// Where client libraries live that are not of this package: made from pinned versions on first use, in the cache, once for all clients of a language.
import { readFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
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
  /** One command after the other, in a folder that holds what is needed. */
  readonly steps: readonly (readonly [string, ...string[]])[]
  /** What may help where one fails. */
  readonly fix: string
}

/** `prepare` rejects with E_BUILD and the tool's own words, or E_CACHE. */
export function environment({ from, pins, steps, fix }: Recipe): Built {
  const sources = programsFolder(from)
  const needed = pins === undefined ? folderDigest(sources) : digestOf(readFileSync(join(sources, pins)))
  const key = digestOf(JSON.stringify([needed, steps, process.platform, process.arch]))
  const folder = cachePath(`clients-${from}-${key}`)
  const build = async (part: string, signal: AbortSignal) => {
    await cp(join(sources, pins ?? ''), join(part, pins ?? ''), { recursive: true })
    for (const [file, ...args] of steps) {
      const { ended, lines } = await runOnce({ file, args, cwd: part }, { withinMs: makingMs, signal })
      if (ended === 'well') continue
      const words = lines.slice(-10).join(' / ')
      throw new HalfopenError('E_BUILD', `Cannot make the ${from} clients: "${file}" ${ended}: ${words}`, { fix })
    }
  }
  const make = async (signal: AbortSignal) => makeOnce(folder, { build: part => build(part, signal) })
  return { folder, prepare: async signal => within(`make the ${from} clients`, makingMs, make, signal) }
}

/** A minute on two cores where everything has to be fetched; on a slow line, longer. */
const makingMs = 600_000

/** A folder in `programs/` that is not compiled: it lies among the sources in the package as well. */
function programsFolder(name: string): string {
  const manifest = findPackageJSON(import.meta.url)
  return join(dirname(manifest ?? import.meta.dirname), 'harness', 'subjects', 'programs', name)
}
