// What V8 makes of a box's first program is kept in the user's cache, with the functions that a run calls: compiling them takes longer than a run.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'
import { cachePath, makeOnce } from '../kit/cache.ts'
import { Shared } from '../kit/shared.ts'
import type { RunRecord } from '../model/record.ts'
import { longestMs } from '../runtime/limits.ts'
import type { BoxKind } from './box.ts'
import { bundleFile, compiledFile } from './compiled-files.ts'
import { firstScript } from './first-script.ts'
import { makeRunFolder, recordsFile, scriptsFile } from './run-folder.ts'

let made: Shared<void> | undefined
let digest: string | undefined

/**
 * Where it is, for this bundle and this Node, or would be if it could be kept; undefined where the program is no bundle. A guest of its own makes
 * it before the first that somebody asked for: in virtual time it is a few microseconds whether a function has to be compiled, and the first run
 * shall be as all others are. In real time it is used where it is.
 */
export async function compiledFor(program: string, kind: BoxKind, signal: AbortSignal): Promise<string | undefined> {
  const place = placeOf(program)
  if (place === undefined || existsSync(place) || kind.clock === 'real') return place
  made ??= new Shared(until => make(program, place, kind, until).catch(() => {}))
  await made.wait(signal)
  return place
}

function placeOf(program: string): string | undefined {
  const bundle = join(dirname(program), bundleFile)
  if (!existsSync(bundle)) return undefined
  digest ??= createHash('sha256').update(readFileSync(bundle)).digest('hex').slice(0, 12)
  return join(cachePath(`box-program-${digest}-${cachedDataVersionTag().toString(16)}`), compiledFile)
}

async function make(program: string, place: string, kind: BoxKind, signal: AbortSignal): Promise<void> {
  await makeOnce(dirname(place), {
    ready: async folder => existsSync(join(folder, compiledFile)),
    signal,
    build: async part => {
      await using folder = makeRunFolder()
      await writeFile(join(folder.path, scriptsFile), JSON.stringify([firstScript]))
      const order = {
        args: [program, 'netns', folder.path],
        folder: folder.path,
        limitMs: longestMs(firstScript),
        onLine: () => {},
        startsAt: firstScript.startsAt,
      }
      await using box = await kind.start(order, signal)
      await box.ended(signal)
      const [record]: RunRecord[] = JSON.parse(await readFile(join(folder.path, recordsFile), 'utf8'))
      if (record?.error !== undefined) throw new Error(record.error)
      await copyFile(join(folder.path, compiledFile), join(part, compiledFile))
    },
  })
}
