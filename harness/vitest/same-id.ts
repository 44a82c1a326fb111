// Two scenarios with one name: said of a file as it is loaded, of files that are listed, and of runs. It stands by itself: the command line loads no test functions.
import { HalfopenError } from '../kit/errors.ts'

/** E_SAME_ID, with both places. */
export function sameId(id: string, before: string, at: string): HalfopenError {
  return new HalfopenError(
    'E_SAME_ID',
    `Cannot tell two scenarios apart: one at ${before} and one at ${at}, got "${id}" twice`,
    {
      fix: 'Give each a file, a suite or a claim of its own',
    },
  )
}
