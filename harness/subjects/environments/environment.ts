// Where client libraries live that are not of this package: made from pinned versions on first use, in the cache, once for all clients of a language.
import { readFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { buildStep } from '../../kit/build-step.ts'
import { cachePath, makeOnce } from '../../kit/cache.ts'
import { within } from '../../kit/clock.ts'
import { runOnce } from '../../kit/run-once.ts'
import type { Built } from '../built.ts'
import { digestOf, folderDigest } from '../folder-digest.ts'
import { inPrograms } from '../programs-folder.ts'

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
export function environment({ from, pins, steps, check, env = {}, fix }: Recipe): Built {
  const sources = inPrograms(from)
  /** Who needs no client does not read their sources. */
  const place = once(() => {
    const needed = pins === undefined ? folderDigest(sources) : digestOf(readFileSync(join(sources, pins)))
    const made = [needed, typeof steps === 'function' ? [] : steps, process.platform, process.arch]
    return cachePath(`clients-${from}-${digestOf(JSON.stringify(made))}`)
  })
  const build = async (part: string, signal: AbortSignal) => {
    await cp(join(sources, pins ?? ''), join(part, pins ?? ''), { recursive: true })
    const step = { cannot: `make the ${from} clients`, fix, withinMs: makingMs, signal }
    for (const [file, ...args] of typeof steps === 'function' ? await steps(signal) : steps)
      await buildStep({ file, args, cwd: part, env }, step)
  }
  const make = async (signal: AbortSignal) => {
    const works = check && { ready: async (at: string) => passes(at, check, signal) }
    await makeOnce(place(), { ...works, signal, build: part => build(part, signal) })
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

/** What is not there does not start. */
async function passes(place: string, [file, ...args]: Step, signal: AbortSignal): Promise<boolean> {
  const { ended } = await runOnce({ file: join(place, file), args }, { withinMs: makingMs, signal })
  return ended === 'well'
}

/** A minute on two cores where everything has to be fetched; on a slow line, longer. */
const makingMs = 600_000
