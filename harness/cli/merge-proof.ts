// One proof of a recommendation, of the parts in which it was measured apart. A part is written here as well, and read by the same halfopen alone:
// its digest says that it is as it was written.

import { readFile } from 'node:fs/promises'
import { kernelOf } from '../compare/kernel-of.ts'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import { jsonText } from '../kit/json-text.ts'
import { version } from '../kit/version.ts'
import type { Measurement } from '../model/comparison.ts'
import type { Part } from '../model/part.ts'
import { partHead, partOfMade } from '../parts/made-part.ts'
import { inTurn, type Shard } from '../parts/shard.ts'
import { whole } from '../parts/together.ts'
import { proofOf, trialOf } from '../recommend/proof.ts'
import type { Recommendation } from '../recommend/requirements.ts'
import { writeReports } from '../vitest/report-folder.ts'
import { ExitCode } from './exit-code.ts'
import type { FoundParts } from './find-parts.ts'
import type { TableFormat } from './option-values.ts'
import type { RecommendArguments } from './recommend-arguments.ts'
import { codeOfProof, namedPastes, printProof, printRecommendation, probeAlone } from './tell-recommendation.ts'

/** As `recommend --prove` tells it. Throws E_PARTS. */
export async function mergeProof({ files }: FoundParts, { format }: { readonly format: TableFormat }): Promise<number> {
  const read = await Promise.all(files.map(async ({ file }) => ({ file, ...(await readOne(file)) })))
  const parts = whole(read.map(one => ({ ...one, made: madeIn(one) })))
  const [first] = parts
  if (!first) throw new Error('there is no part')
  const { found, programs, phases } = first
  const given = { requirements: found.requirements, programs, json: format === 'json' }
  const measurements = inTurn(parts.map(one => one.measurements))
  const proof = proofOf(trialOf(found), phases, measurements, found.requirements.withinMs)
  const subjects = namedPastes(found, given).map(probeAlone)
  printRecommendation(found, given, proof, subjects)
  printProof(proof, given, subjects)
  return codeOfProof(proof)
}

/** What a part keeps. */
interface ProofPart {
  readonly schema: 1
  readonly found: Recommendation
  readonly programs: readonly string[]
  readonly phases: number
  readonly measurements: readonly Measurement[]
  readonly part?: Part
}

/** Leaves recommend.json in the folder. Throws E_REPORT_FOLDER. */
export async function keepProofPart(shard: Shard, measured: Measured, given: RecommendArguments): Promise<number> {
  const { found, measurements, interrupted } = measured
  const { programs, phases, clock, output } = given
  const kernel = await kernelOf(clock)
  const head = partHead(shard, {
    requirements: JSON.stringify(found.requirements),
    settings: JSON.stringify(found.settings),
    programs: programs.join(' '),
    phases: String(phases),
    clock,
    kernel: kernel && JSON.stringify(kernel),
  })
  const part = { schema: 1, found, programs, phases, measurements } as const
  const whole = { ...part, part: partOfMade(head, madeIn(part), interrupted) } satisfies ProofPart
  await writeReports(output, { 'recommend.json': jsonText(whole) })
  return interrupted ? ExitCode.interrupted : ExitCode.passed
}

interface Measured {
  readonly found: Recommendation
  readonly measurements: readonly Measurement[]
  readonly interrupted: boolean
}

function madeIn({ found, phases, programs, measurements }: Omit<ProofPart, 'part' | 'schema'>): unknown[] {
  return [found, phases, programs, ...measurements]
}

async function readOne(file: string): Promise<ProofPart> {
  const refusal = (cause: string, fix: string) =>
    new HalfopenError('E_PARTS', `Cannot read the part: ${cause}, got "${file}"`, { fix })
  const value: Partial<ProofPart> = await readFile(file, 'utf8')
    .then(text => JSON.parse(text))
    .catch((thrown: unknown) => {
      throw refusal(messageOf(thrown), 'Name what recommend --prove --shard 1/2 has left')
    })
  const { schema, found, programs, phases, measurements, part } = value
  const [own, its] = [version, part?.whole?.halfopen ?? 'of no part']
  if (own !== its) throw refusal(`it is of halfopen ${its}, and this is ${own}`, 'Use the halfopen that measured it')
  if (schema === 1 && found && programs && phases && Array.isArray(measurements) && part)
    return { schema, found, programs, phases, measurements, part }
  throw refusal('it is no part of a proof', 'Name what recommend --prove --shard 1/2 has left')
}
