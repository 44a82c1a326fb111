// What virtual time costs, against a script by hand in the same kernel, and what it gives: hours in a second, the same each time, and nothing left.

import { makeRunFolder } from '#harness/boxes/run-folder.ts'
import { handOn } from '#harness/runtime/handed-on.ts'
import { cost } from './virtual/cost.ts'
import { leavesNothing } from './virtual/leaves-nothing.ts'
import { repeatability } from './virtual/repeatability.ts'

/** Every ratio is of one run. */
export async function virtual(): Promise<boolean> {
  await using reports = makeRunFolder()
  handOn({ output: reports.path })
  const held = [await cost(), await repeatability(), await leavesNothing()]
  return held.every(Boolean)
}
