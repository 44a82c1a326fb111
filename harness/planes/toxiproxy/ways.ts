// The ways that bytes go, one direction of one path each, and which of them a fault is about.
import { HalfopenError } from '../../kit/errors.ts'
import type { Path } from '../../model/observer.ts'
import type { HostName } from '../../model/units.ts'
import { called } from '../host-words.ts'
import type { Connection, Flow } from './connection.ts'
import type { TappedPath } from './tapped-path.ts'
import type { Direction } from './toxics.ts'

/** One direction of one path. */
export interface Way {
  readonly path: TappedPath
  readonly direction: Direction
}

/** Which directions of a path something is about: none where it is about other paths. */
export type Concerns = (path: Path) => readonly Direction[]

/** All that leads to a host, or everything; with `between` only what passes between those two. */
export function leadingTo(toward: HostName | 'both', between?: readonly [HostName, HostName]): Concerns {
  return path => {
    if (between && !(between.includes(path.from) && between.includes(path.to))) return []
    if (toward === 'both') return both
    return both.filter(direction => receiverOf(path, direction) === toward)
  }
}

/** All that leads to a host or from it. */
export function touching(host: HostName): Concerns {
  return ({ from, to }) => (from === host || to === host ? both : [])
}

/** Throws E_NO_PATH where a fault would be about no path at all. */
export function refuseNowhere(kind: string, paths: readonly Path[], concerns: Concerns): void {
  if (paths.some(path => concerns(path).length > 0)) return
  throw new HalfopenError('E_NO_PATH', `Cannot inject ${kind}: no path leads there`)
}

/** By their paths, in the order of those: changing a path takes some longer than others. */
export function inOrder<W extends Way>(paths: readonly TappedPath[], ways: readonly W[]): readonly W[] {
  return paths.flatMap(path => ways.filter(way => way.path === path))
}

/** What goes that way on a connection. */
export function flowOf({ up, down }: Connection, direction: Direction): Flow {
  return direction === 'upstream' ? up : down
}

/** Who is at the end of it. */
export function receiverOf({ from, to }: Path, direction: Direction): HostName {
  return direction === 'upstream' ? to : from
}

/** `toward the server`; and from whom, where several of these ways lead there. */
export function wordsOf(way: Way, all: readonly Way[]): string {
  const end = receiverOf(way.path, way.direction)
  const alone = all.filter(({ path, direction }) => receiverOf(path, direction) === end).length === 1
  return `${alone ? '' : `from ${called(senderOf(way))} `}toward ${called(end)}`
}

/** A number of each way, summed up under one name, and where there are several ways each by itself: `swallowedBytes:app>db`. */
export function factsOf(name: string, counts: readonly (readonly [Way, number])[]): Readonly<Record<string, number>> {
  const facts: Record<string, number> = { [name]: 0 }
  const named = counts.map(
    ([way, count]) => [`${name}:${senderOf(way)}>${receiverOf(way.path, way.direction)}`, count] as const,
  )
  const entries = [...counts.map(([, count]) => [name, count] as const), ...(counts.length > 1 ? named : [])]
  for (const [key, count] of entries) facts[key] = (facts[key] ?? 0) + count
  return facts
}

const both = ['upstream', 'downstream'] as const satisfies readonly Direction[]

function senderOf({ path: { from, to }, direction }: Way): HostName {
  return direction === 'upstream' ? from : to
}
