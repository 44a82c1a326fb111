// Chance by a seed: the same one draws the same.

/** Draws. */
export interface Chance {
  /** From 0 to below 1. */
  readonly share: () => number
  /** A whole number from 0 to below this. */
  readonly upTo: (limit: number) => number
  readonly of: <T>(all: readonly [T, ...T[]]) => T
}

/** Lehmer's generator with the multiplier of minstd. */
export function chanceFrom(seed: number): Chance {
  let state = (Math.abs(Math.trunc(seed)) % (modulus - 1)) + 1
  const share = () => {
    state = (state * 48_271) % modulus
    return state / modulus
  }
  for (let i = 0; i < 8; i++) share()
  const upTo = (limit: number) => Math.floor(share() * limit)
  return { share, upTo, of: all => all[upTo(all.length)] ?? all[0] }
}

const modulus = 2_147_483_647
