// A program that has to be compiled before it can be a subject: once, on the machine itself, into the user's cache.
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { buildStep } from '../kit/build-step.ts'
import { cachePath, makeOnce } from '../kit/cache.ts'
import { within } from '../kit/clock.ts'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { digestOf, folderDigest } from './folder-digest.ts'

/**
 * Compiles a file before the scenario begins, where that has not been done yet; again when its folder, or how it is compiled, is another: any
 * file in there, or in a folder below, but for `node_modules` and hidden ones. What it reads from elsewhere is not looked at.
 * @param compile the command, run beside the file, that puts what it makes into a folder
 * @example
 * const reader = built(`${import.meta.dirname}/Reader.java`, folder => ['javac', '-d', folder, 'Reader.java'])
 * const client = {
 *   ...command(`java -cp ${reader.folder} Reader {host} {port}`, { needs: { javac: 'default-jdk-headless' } }),
 *   prepare: reader.prepare,
 * }
 * @throws E_BUILD when there is no such file; `prepare`, with the compiler's own words, when it cannot be compiled
 * @throws E_CACHE `prepare`, when the cache cannot be written
 */
export function built(file: string, compile: (folder: string) => readonly [string, ...string[]]): Built {
  const key = digestOf(JSON.stringify([basename(file), sourcesOf(file), compile('')]))
  const folder = cachePath(`${basename(file)}-${process.platform}-${process.arch}-${key}`)
  const make = async (signal: AbortSignal) =>
    makeOnce(folder, { signal, build: part => compiled(file, compile(part), signal) })
  return {
    folder,
    prepare: async signal => within(`compile ${basename(file)}`, buildingMs, make, signal),
  }
}

/** What was compiled, or is to be. */
export interface Built {
  /** Where it lies: for the program's command. */
  readonly folder: string
  /** Compiles it where that has not been done: for the program's own `prepare`. */
  readonly prepare: (signal: AbortSignal) => Promise<void>
}

const buildingMs = 600_000

async function compiled(file: string, [compiler, ...args]: readonly [string, ...string[]], signal: AbortSignal) {
  const spec = { file: compiler, args, cwd: dirname(file) }
  const fix = 'Run it by hand beside that file'
  await buildStep(spec, { cannot: `compile ${file}`, fix, withinMs: buildingMs, signal })
}

function sourcesOf(file: string): string {
  try {
    readFileSync(file)
    return folderDigest(dirname(file))
  } catch (cause) {
    throw new HalfopenError('E_BUILD', `Cannot compile ${file}: ${messageOf(cause)}`, {
      fix: 'Name it by its whole path, from import.meta.dirname on',
      cause,
    })
  }
}
