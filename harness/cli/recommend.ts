// `halfopen recommend`: settings that meet requirements, the reason for each number, the lines to paste; and with --prove, whether measurement agrees.
import { renderProofPart } from '../../reports/proof.ts'
import { HalfopenError } from '../kit/errors.ts'
import { terminalOf } from '../kit/terminal.ts'
import type { Shard } from '../parts/shard.ts'
import { requirementOptions } from '../recommend/options.ts'
import type { OnSubject, Proof } from '../recommend/proof.ts'
import { recommend as recommended } from '../recommend/recommend.ts'
import type { Impossible, Recommendation, Requirements } from '../recommend/requirements.ts'
import { ExitCode } from './exit-code.ts'
import { abortAtInterrupt } from './interrupt.ts'
import { progressLine } from './progress.ts'
import { prove } from './prove.ts'
import { proveSubjects } from './prove-subjects.ts'
import { parseRecommendArguments, type RecommendArguments } from './recommend-arguments.ts'
import { searchLine } from './search-line.ts'
import {
  codeOfProof,
  codeOfProofs,
  namedPastes,
  printJson,
  printProof,
  printRecommendation,
  probeAlone,
  schema,
} from './tell-recommendation.ts'

/**
 * Prints the recommendation. Exit code 1 where no settings meet the requirements, which is an answer and no misuse, and where a measurement
 * refutes them; 2 where one is in doubt; 130 after an interrupt. Throws E_USAGE, E_MIDDLEBOX, E_IDLE_LIMIT, E_DURATION,
 * E_CLOCK; with --prove E_NO_BOX and E_KERNEL where nothing can be measured here; with --shard E_REPORT_FOLDER.
 */
export async function recommend(args: readonly string[]): Promise<number> {
  const given = parseRecommendArguments(args)
  const found = searched(given)
  if ('problem' in found) return refuse(found, given)
  if (!given.json || !given.prove) printRecommendation(found, given)
  if (!given.prove) return ExitCode.passed
  const tried = await measured(found, given)
  const { proof, subjects, interrupted } = tried
  if (given.json) printRecommendation(found, given, proof, subjects)
  if (given.shard) return await tellPart(found, tried, { ...given, shard: given.shard })
  printProof(proof, given, subjects)
  return interrupted ? ExitCode.interrupted : codeOfProofs([proof, ...subjects.flatMap(one => one.proof ?? [])])
}

/** Of a part it is said what speaks against the whole; whether it is proved is said by all parts together. */
async function tellPart(
  found: Recommendation,
  { proof, interrupted }: Tried,
  given: RecommendArguments & { readonly shard: Shard },
): Promise<number> {
  const { keepProofPart } = await import('./merge-proof.ts')
  if (!given.json)
    process.stdout.write(`\n${renderProofPart(proof, given.shard, given.requirements, terminalOf(process.stdout))}`)
  const { measurements } = proof
  const code = await keepProofPart(given.shard, { found, measurements, interrupted }, given)
  if (code !== ExitCode.passed) return code
  return proof.failures.length > 0 || proof.doubts.length > 0 ? codeOfProof(proof) : ExitCode.passed
}

function searched({ requirements }: RecommendArguments): Recommendation | Impossible {
  using line = searchLine(process.stderr)
  return recommended(requirements, line.show)
}

/** No settings do: why, and which requirements near them can be met. */
function refuse({ code, problem, nearest }: Impossible, { requirements, json }: RecommendArguments): number {
  const options = nearest.map(requirementOptions)
  if (json) printJson({ schema, requirements, refused: { code, problem, nearest: nearest.map(withOptions) } })
  else {
    const fix = options.length > 0 ? { fix: `Nearest: ${options.join(', or ')}` } : {}
    process.stderr.write(`${new HalfopenError(code, problem, fix).message}\n`)
  }
  return ExitCode.failed
}

function withOptions(requirements: Requirements): object {
  return { ...requirements, options: requirementOptions(requirements) }
}

interface Tried {
  readonly proof: Proof
  /** The programs that were named, on their libraries. */
  readonly subjects: readonly OnSubject[]
  readonly interrupted: boolean
}

async function measured(found: Recommendation, given: RecommendArguments): Promise<Tried> {
  using interrupt = abortAtInterrupt('the proof')
  using progress = progressLine(process.stderr)
  const { shard } = given
  const means = { signal: interrupt.signal, onProgress: progress.show }
  const proof = await prove(found, given, { ...means, shard })
  const named = namedPastes(found, given)
  const subjects = shard ? named.map(probeAlone) : await proveSubjects(named, found, given, means)
  return { proof, subjects, interrupted: interrupt.happened }
}
