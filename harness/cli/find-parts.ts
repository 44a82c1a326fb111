// What `halfopen report merge` was given: folders with what parts left, or the files themselves, all of one sort.
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { refused } from './arguments.ts'

/** What parts leave, by the name of the file: `run`, `compare`, `recommend --prove` and `league`. */
const partFiles = ['report.json', 'compare.json', 'recommend.json', 'league.json'] as const
type PartFile = (typeof partFiles)[number]

/** Files of one sort. */
export interface FoundParts {
  readonly sort: PartFile
  readonly files: readonly { readonly file: string; readonly folder: string }[]
}

/** Throws E_USAGE where nothing was named or it is not of one sort, and E_REPORT for a folder in which nothing lies. */
export async function findParts(names: readonly string[]): Promise<FoundParts> {
  if (names.length === 0) throw refused('no part was named, got "merge" alone', 'Name their folders: report merge a b')
  const found = await Promise.all(names.map(async name => ({ name, sorts: await sortsOf(name) })))
  const common = partFiles.filter(sort => found.every(({ sorts }) => sorts.has(sort)))
  const [sort] = common
  const empty = found.find(({ sorts }) => sorts.size === 0)
  if (empty) throw unread(empty.name, `there is none of ${partFiles.join(', ')} in it`)
  if (sort === undefined || common.length > 1)
    throw refused(
      `the parts have ${common.length > 1 ? common.join(' and ') : 'no file of one name'}, got "${names.join(' ')}"`,
      `Name files, all of one name: report merge ${join(names[0] ?? 'a', sort ?? 'report.json')} ...`,
    )
  const files = found.map(({ sorts }) => sorts.get(sort) ?? sort)
  return { sort, files: files.map(file => ({ file, folder: dirname(file) })) }
}

/** The text of a file. Rejects with E_REPORT. */
export async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unread(file, messageOf(cause), cause)
  })
}

/** What lies there, and in which file. */
async function sortsOf(name: string): Promise<ReadonlyMap<PartFile, string>> {
  const kind = await stat(name).catch((cause: unknown) => {
    throw unread(name, messageOf(cause), cause)
  })
  if (!kind.isDirectory()) return new Map([[partFiles.find(sort => sort === basename(name)) ?? 'report.json', name]])
  const present = await Promise.all(
    partFiles.map(async sort => {
      const file = join(name, sort)
      return (await stat(file).catch(() => undefined))?.isFile() ? ([[sort, file]] as const) : []
    }),
  )
  return new Map(present.flat())
}

function unread(name: string, cause: string, thrown?: unknown): HalfopenError {
  return new HalfopenError('E_REPORT', `Cannot read report "${name}": ${cause}`, {
    fix: 'Run `npx halfopen run` first, or name the file that it wrote',
    cause: thrown,
  })
}
