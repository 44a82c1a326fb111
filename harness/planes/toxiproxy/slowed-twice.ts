// A path has one lateness each way: a second would put itself in the place of the first.
import { shapes, whereOf } from '../../faults/all.ts'
import type { Fault } from '../../model/fault.ts'
import { pathsOf } from '../../model/host.ts'
import type { Path } from '../../model/observer.ts'
import { clashWords, placeTaken } from '../one-at-a-time.ts'
import type { Claimed } from '../plane.ts'
import type { Direction } from './toxics.ts'
import { leadingTo } from './ways.ts'

/** Why two of the claim's steps cannot stand at once; undefined where they do not. */
export function slowedTwice({ hosts, steps }: Pick<Claimed, 'hosts' | 'steps'>): string | undefined {
  const inOneWay = (one: Fault, other: Fault) => {
    if (!shapes(one) || !shapes(other)) return false
    const [a, b] = [one, other].map(whereOf).map(({ toward = 'both', between }) => leadingTo(toward, between))
    return pathsOf(hosts).some(path => a?.(path).some(direction => b?.(path).includes(direction)))
  }
  return clashWords(steps, inOneWay, oneAtATime)
}

/** Takes the ways of a path. Disposing gives them back. Throws E_CANNOT_INJECT where another slow has one of them. */
export function takeWays(paths: readonly Path[], concerns: (path: Path) => readonly Direction[]): Disposable {
  const wanted = paths.map(path => ({ held: heldOf(path), directions: concerns(path) }))
  if (wanted.some(({ held, directions }) => directions.some(direction => held.has(direction))))
    throw placeTaken('slow', 'slow', oneAtATime)
  for (const { held, directions } of wanted) for (const direction of directions) held.add(direction)
  return {
    [Symbol.dispose]: () => {
      for (const { held, directions } of wanted) for (const direction of directions) held.delete(direction)
    },
  }
}

function heldOf(path: Path): Set<Direction> {
  const held = inForce.get(path) ?? new Set<Direction>()
  inForce.set(path, held)
  return held
}

const inForce = new WeakMap<Path, Set<Direction>>()
const oneAtATime = 'a way has one slow at a time'
