// Scripts cross into a box as data, and their records come out as a file, with what lies beside them.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HalfopenError } from '../kit/errors.ts'
import { keepLast } from '../kit/line-buffer.ts'
import type { BoxRecord } from '../model/record.ts'
import type { Script } from '../model/scenario.ts'
import type { Ms, PlaneName } from '../model/units.ts'
import type { BoxKind, Order } from './box.ts'
import { compiledFor } from './compiled.ts'
import { entryProgram } from './entry-path.ts'
import { keepPcap } from './keep.ts'
import { makeRunFolder, recordsFile, scriptsFile } from './run-folder.ts'

type NonEmpty<T> = readonly [T, ...T[]]

/**
 * Makes the records of scripts in one box, all at the same time, in their order. `limitMs`: of the box's own time. Rejects with the
 * box's own error where none can be made, and with E_BOX where it ends without records.
 */
export async function recordInBox(
  kind: BoxKind,
  scripts: NonEmpty<Script>,
  plane: PlaneName,
  limitMs: Ms,
  signal: AbortSignal,
): Promise<NonEmpty<BoxRecord>> {
  await using folder = makeRunFolder()
  await writeFile(join(folder.path, scriptsFile), JSON.stringify(scripts))
  const words: string[] = []
  const program = entryProgram()
  const compiled = await compiledFor(program, kind, signal)
  const args = [program, plane, folder.path, ...(compiled === undefined ? [] : [compiled])]
  await using box = await kind.start(
    { args, folder: folder.path, limitMs, onLine: text => keepLast(words, text), ...needsOf(scripts) },
    signal,
  )
  const how = await box.ended(signal)
  const records = await readFile(join(folder.path, recordsFile), 'utf8')
    .then(text => recordsIn(text, scripts.length))
    .catch((cause: unknown) => {
      throw noRecord(kind, how.error === undefined ? words : [`Error: ${how.error}`], cause)
    })
  const kept = async ({ afterwards, ...made }: BoxRecord, index: number) => ({
    ...(await keepPcap({ ...made, ...how }, folder.path, scripts[index]?.id ?? String(index))),
    ...(afterwards ? { afterwards: { ...afterwards, ...how } } : {}),
  })
  const [first, ...rest] = records
  return [await kept(first, 0), ...(await Promise.all(rest.map(async (made, index) => kept(made, index + 1))))]
}

/** What their programs need of a box. All of them are in it at once, and it has one time of day. */
function needsOf(scripts: NonEmpty<Script>): Pick<Order, 'seed' | 'startsAt' | 'memoryMb' | 'yields'> {
  const programs = scripts.flatMap(({ hosts }) => hosts.map(({ program }) => program))
  const memoryMb = programs.reduce((sum, program) => sum + (program.memoryMb ?? 0), 0)
  return {
    seed: scripts[0].seed,
    startsAt: scripts[0].startsAt,
    ...(memoryMb === 0 ? {} : { memoryMb }),
    ...(programs.some(program => program.yields) ? { yields: true } : {}),
  }
}

/** The records in a text: one a script. Throws for anything else, as where the box was ended while it wrote them. */
export function recordsIn(text: string, scripts: number): NonEmpty<BoxRecord> {
  const read: NonEmpty<BoxRecord> = JSON.parse(text)
  if (Array.isArray(read) && read.length === scripts && read.every(one => typeof one?.endedAtMs === 'number'))
    return read
  throw new Error('what it wrote are no records')
}

/** E_BOX, with the error that its program died of, or the last that was heard of it. */
export function noRecord(
  { name }: { readonly name: string },
  words: readonly string[],
  cause?: unknown,
): HalfopenError {
  const died = words.findLastIndex(line => /^\w*Error\b/.test(line))
  const told = died < 0 ? words.slice(-8) : words.slice(died, died + 4)
  const last = told.length > 0 ? told.join(' / ') : 'it said nothing'
  return new HalfopenError('E_BOX', `Cannot bring a record out of the ${name}: it wrote none; ${last}`, { cause })
}
