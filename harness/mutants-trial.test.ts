// Of a mutant is believed only what a busy machine could not have done: it is red for a reason, or for want of time each time that it is tried, and not without it.
import { expect, test } from 'vitest'
import type { Tried } from '../mutants/killers.ts'
import { trial } from '../mutants/trial.ts'

const green: Tried = { how: 'green', words: '' }
const red: Tried = { how: 'red', words: 'is not so' }
const late: Tried = { how: 'red', words: 'timed out', late: true }
const broken: Tried = { how: 'broken', words: 'does not load' }

test.for<[what: string, runs: readonly Tried[], how: string]>([
  ['something is red', [red], 'killed'],
  ['nothing is red', [green], 'survived'],
  ['nothing could run', [broken], 'unclear'],
  ['time was up twice, and not without it', [late, green, late], 'killed'],
  ['time was up once', [late, green, green], 'unclear'],
  ['time was up without it, too', [late, late], 'unclear'],
])('%s', async ([, runs, how]) => {
  const left = [...runs]
  const brokenOnes: boolean[] = []
  const run = async (isBroken: boolean) => {
    brokenOnes.push(isBroken)
    return left.shift() ?? broken
  }
  expect((await trial(run)).how).toBe(how)
  expect([left, brokenOnes]).toEqual([[], runs.map((_, at) => at !== 1)])
})
