// The options that say what guests begin with, so that a run can be had again: `--seed N|random` and `--starts-at INSTANT`.
import { drawSeed, mostSeed } from '../boxes/guest/seeded.ts'
import { parseInstant } from '../define/starts-at.ts'
import { HalfopenError } from '../kit/errors.ts'
import type { HandedOn } from '../runtime/handed-on.ts'

/** What is to be handed on. Throws E_USAGE, E_STARTS_AT. */
export function parseBeginning(options: { readonly seed?: string; readonly 'starts-at'?: string }): HandedOn {
  const { seed, 'starts-at': startsAt } = options
  return {
    ...(seed === undefined ? {} : { seed: parseSeed(seed) }),
    ...(startsAt === undefined ? {} : { startsAt: parseInstant('--starts-at', startsAt) }),
  }
}

/** One that is drawn is drawn once: all that this command runs has it. */
function parseSeed(text: string): number {
  if (text === 'random') return drawSeed()
  if (/^\d{1,9}$/.test(text) && Number(text) <= mostSeed) return Number(text)
  throw new HalfopenError(
    'E_USAGE',
    `Cannot read the options: --seed is a whole number up to ${mostSeed}, or random, got "${text}"`,
    { fix: 'Write --seed 7: the same number is the same run' },
  )
}
