// Whether parts that were made apart are those of one whole: none twice, none of another one, none that was edited; and which are missing. Pure.
import { HalfopenError } from '../kit/errors.ts'
import type { Part } from '../model/part.ts'
import { digestOf } from './made-part.ts'

/** A part as it was read, and its file. `made`: what its digest is of. */
export interface ReadPart {
  readonly file: string
  readonly part?: Part | undefined
  readonly made: readonly unknown[]
}

/** What is wanting: parts that are not there, and those that were ended before their end. */
export interface Wanting {
  readonly missing: readonly string[]
  readonly interrupted: readonly { readonly shard: string; readonly file: string }[]
}

/** The parts in their order, and what is wanting of their whole. Throws E_PARTS. */
export function together<T extends ReadPart>(read: readonly T[]): { readonly parts: readonly T[] } & Wanting {
  const known = read.map(own => ({ own, part: partIn(own) }))
  const [first, ...others] = known
  if (!first) return { parts: [], missing: [], interrupted: [] }
  for (const other of others) refuseStranger(first, other)
  const byShard = Map.groupBy(known, ({ part }) => shardOf(part))
  for (const [shard, [one, twin]] of byShard)
    if (one && twin)
      throw refusal(`${shard} is there twice, in "${one.own.file}" and "${twin.own.file}"`, 'Name each part once')
  const all = Array.from({ length: first.part.count }, (_, i) => `${i + 1}/${first.part.count}`)
  return {
    parts: known.toSorted((a, b) => a.part.index - b.part.index).map(({ own }) => own),
    missing: all.filter(shard => !byShard.has(shard)),
    interrupted: known
      .filter(({ part }) => part.interrupted)
      .map(({ own: { file }, part }) => ({ shard: shardOf(part), file })),
  }
}

/** The same, all of it: of figures that are compared with each other nothing may be wanting. Throws E_PARTS. */
export function whole<T extends ReadPart>(read: readonly T[]): readonly T[] {
  const { parts, missing, interrupted } = together(read)
  const [cut] = interrupted
  if (cut) throw refusal(`${cut.shard} was interrupted, got "${cut.file}"`, 'The same command goes on from there')
  if (missing.length > 0)
    throw refusal(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not there`, fixFor(missing))
  return parts
}

/** What to do for parts that are missing. */
export function fixFor(missing: readonly string[]): string {
  return `Run the same command with ${missing.map(shard => `--shard ${shard}`).join(' and with ')}`
}

interface Known {
  readonly own: ReadPart
  readonly part: Part
}

function partIn({ file, part, made }: ReadPart): Part {
  if (!part)
    throw refusal(`it is no part of a whole, got "${file}"`, 'Name what was made with --shard 1/2 and with --shard 2/2')
  if (digestOf(made) !== part.digest)
    throw refusal(`it was changed after it was written, got "${file}"`, `Make it again: --shard ${shardOf(part)}`)
  return part
}

/** Another count is another whole as well. */
function refuseStranger({ own, part }: Known, other: Known): void {
  const [mine, its] = [asked(part), asked(other.part)]
  const name = [...new Set([...mine.keys(), ...its.keys()])].find(key => mine.get(key) !== its.get(key))
  if (name === undefined) return
  throw refusal(
    `"${own.file}" and "${other.own.file}" are of two: ${name} is ${said(mine.get(name))} and ${said(its.get(name))}`,
    'Make all parts by the same command, with the same halfopen and of the same files',
  )
}

function asked({ whole: common, count }: Part): ReadonlyMap<string, string> {
  return new Map([['the number of parts', String(count)], ...Object.entries(common)])
}

function said(value: string | undefined): string {
  if (value === undefined) return 'not given'
  return value.length > 80 ? `"${value.slice(0, 77)}..."` : `"${value}"`
}

function shardOf({ index, count }: Part): string {
  return `${index}/${count}`
}

function refusal(cause: string, fix: string): HalfopenError {
  return new HalfopenError('E_PARTS', `Cannot make one of the parts: ${cause}`, { fix })
}
