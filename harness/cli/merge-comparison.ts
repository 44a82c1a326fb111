// One comparison of the parts that were measured apart.
import { mergedComparison } from '../compare/merged.ts'
import { startClock } from '../kit/clock.ts'
import schema from '../model/comparison.schema.json' with { type: 'json' }
import type { Comparison } from '../model/comparison.ts'
import { readPart } from '../parts/read-part.ts'
import type { FoundParts } from './find-parts.ts'
import type { TableFormat } from './option-values.ts'
import { codeOfComparison, keepComparison, renderedComparison } from './tell-comparison.ts'

/** As `compare` tells it: exit code 1 where one that was named is outside of `--within`. Throws E_PARTS, E_REPORT_FOLDER. */
export async function mergeComparison(
  { files }: FoundParts,
  { output, format }: { readonly output: string; readonly format: TableFormat },
): Promise<number> {
  const clock = startClock()
  const read = files.map(async ({ file }) => ({ file, comparison: await readPart<Comparison>(file, schema) }))
  const parts = await Promise.all(read)
  const named = parts.some(({ comparison }) => comparison.part?.whole['the settings were named'] === 'yes')
  const one = mergedComparison(parts)
  process.stdout.write(renderedComparison(one, format, clock.nowMs()))
  await keepComparison(one, output)
  return codeOfComparison(one, { named })
}
