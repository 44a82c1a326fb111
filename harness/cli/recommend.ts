// `halfopen recommend`: settings that meet requirements, the reason for each number, the lines to paste; and with --prove, whether measurement agrees.
import { renderProof } from '../../reports/proof.ts'
import { renderPastes, renderRecommendation } from '../../reports/recommend.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { terminalOf } from '../kit/terminal.ts'
import { formatSettings } from '../model/format-settings.ts'
import { requirementOptions } from '../recommend/options.ts'
import { pastesFor, usualPrograms } from '../recommend/paste/all.ts'
import type { Paste } from '../recommend/paste/paste.ts'
import type { Proof } from '../recommend/proof.ts'
import { recommend as recommended } from '../recommend/recommend.ts'
import type { Impossible, Recommendation, Requirements } from '../recommend/requirements.ts'
import { ExitCode } from './exit-code.ts'
import { abortAtInterrupt } from './interrupt.ts'
import { progressLine } from './progress.ts'
import { prove } from './prove.ts'
import { parseRecommendArguments, type RecommendArguments } from './recommend-arguments.ts'
import { searchLine } from './search-line.ts'

/**
 * Prints the recommendation. Exit code 1 where no settings meet the requirements, which is an answer and no misuse, and where a measurement
 * refutes them; 2 where one is in doubt; 130 after an interrupt. Throws E_USAGE, E_MIDDLEBOX, E_IDLE_LIMIT, E_DURATION,
 * E_CLOCK; with --prove E_NO_BOX and E_KERNEL where nothing can be measured here.
 */
export async function recommend(args: readonly string[]): Promise<number> {
  const given = parseRecommendArguments(args)
  const found = searched(given)
  if ('problem' in found) return refuse(found, given)
  const pastes = pastesFor(found.settings, given.requirements)
  const look = terminalOf(process.stdout)
  const { shown, others } = chosen(pastes, given)
  if (!given.json) process.stdout.write(`${renderRecommendation(found, look)}\n${renderPastes(shown, others, look)}`)
  const tried = given.prove ? await measured(found, given) : undefined
  if (given.json) {
    const proof = tried && { proof: tried.proof }
    print({ schema, ...found, spelled: formatSettings(found.settings), pastes, ...proof })
  } else if (tried) process.stdout.write(`\n${renderProof(tried.proof, given.requirements, look)}`)
  if (!tried) return ExitCode.passed
  return tried.interrupted ? ExitCode.interrupted : codes[tried.proof.verdict]
}

function searched({ requirements }: RecommendArguments): Recommendation | Impossible {
  using line = searchLine(process.stderr)
  return recommended(requirements, line.show)
}

/** Of `--json`. 2: settings and faults are data, and `spelled` is how the settings are written. */
const schema = 2

const codes = {
  proved: ExitCode.passed,
  refuted: ExitCode.failed,
  'not proved': ExitCode.inconclusive,
} as const satisfies Record<Proof['verdict'], number>

/** Those that were named, or else the usual ones. Throws E_USAGE for a name that no program has. */
function chosen(pastes: readonly Paste[], { programs }: RecommendArguments) {
  const names = pastes.map(({ program }) => program.toLowerCase())
  const unknown = programs.find(name => !names.includes(name.toLowerCase()))
  if (unknown !== undefined)
    throw new HalfopenError('E_USAGE', `Cannot show the lines: no program of that name is known, got "${unknown}"`, {
      fix: `Use ${pastes.map(({ program }) => program).join(', ')}.${didYouMean(unknown.toLowerCase(), names)}`,
    })
  const wanted = new Set((programs.length > 0 ? programs : usualPrograms).map(name => name.toLowerCase()))
  const shown = pastes.filter(({ program }) => wanted.has(program.toLowerCase()))
  return { shown, others: programs.length > 0 ? [] : pastes.filter(paste => !shown.includes(paste)) }
}

/** No settings do: why, and which requirements near them can be met. */
function refuse({ code, problem, nearest }: Impossible, { requirements, json }: RecommendArguments): number {
  const options = nearest.map(requirementOptions)
  if (json) print({ schema, requirements, refused: { code, problem, nearest: nearest.map(withOptions) } })
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
  readonly interrupted: boolean
}

async function measured(found: Recommendation, given: RecommendArguments): Promise<Tried> {
  using interrupt = abortAtInterrupt('the proof')
  using progress = progressLine(process.stderr)
  const proof = await prove(found, given, { signal: interrupt.signal, onProgress: progress.show })
  return { proof, interrupted: interrupt.happened }
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`)
}
