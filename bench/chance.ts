// Chance by a seed: the same one draws the same.
import { randomFrom } from '../harness/kit/fixtures/seed.ts'

/** Draws. */
export interface Chance {
  /** From 0 to below 1. */
  readonly share: () => number
  /** A whole number from 0 to below this. */
  readonly upTo: (limit: number) => number
  readonly of: <T>(all: readonly [T, ...T[]]) => T
}

/** The same draws for the same seed. */
export function chanceFrom(seed: number): Chance {
  const share = randomFrom(seed)
  const upTo = (limit: number) => Math.floor(share() * limit)
  return { share, upTo, of: all => all[upTo(all.length)] ?? all[0] }
}
