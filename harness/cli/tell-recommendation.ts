// A recommendation and its proof as they are printed, whether it was measured now or made one of its parts.

import { renderProof, renderProvenWith } from '../../reports/proof.ts'
import { renderPastes, renderRecommendation } from '../../reports/recommend.ts'
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { jsonText } from '../kit/json-text.ts'
import { terminalOf } from '../kit/terminal.ts'
import { formatSettings } from '../model/format-settings.ts'
import { pastesFor, usualPrograms } from '../recommend/paste/all.ts'
import type { Paste } from '../recommend/paste/paste.ts'
import type { OnSubject, Proof } from '../recommend/proof.ts'
import type { Recommendation } from '../recommend/requirements.ts'
import { ExitCode } from './exit-code.ts'
import type { RecommendArguments } from './recommend-arguments.ts'

type Given = Pick<RecommendArguments, 'requirements' | 'programs' | 'json'>

/** In words; as JSON with its proof, and those of the libraries. Throws E_USAGE for a program that has no lines. */
export function printRecommendation(
  found: Recommendation,
  given: Given,
  proof?: Proof,
  subjects: readonly OnSubject[] = [],
): void {
  const pastes = pastesFor(found.settings, given.requirements)
  const { shown, others } = chosen(pastes, given)
  const look = terminalOf(process.stdout)
  const spelled = formatSettings(found.settings)
  if (given.json)
    printJson({
      schema,
      ...found,
      spelled,
      pastes,
      ...(proof ? { proof: { ...proof, measuredWith: 'probe' } } : {}),
      ...(subjects.length > 0 ? { subjects } : {}),
    })
  else process.stdout.write(`${renderRecommendation(found, look)}\n${renderPastes(shown, others, look)}`)
}

/** In words. */
export function printProof(proof: Proof, { requirements, json }: Given, subjects: readonly OnSubject[] = []): void {
  if (json) return
  const look = terminalOf(process.stdout)
  process.stdout.write(`\n${renderProof(proof, requirements, look)}${renderProvenWith(subjects, requirements, look)}`)
}

/** Of the programs that were named: none where none was. */
export function namedPastes({ settings }: Recommendation, given: Given): readonly Paste[] {
  return given.programs.length > 0 ? chosen(pastesFor(settings, given.requirements), given).shown : []
}

/** Of `--json`. 2: settings and faults are data, and `spelled` is how the settings are written. */
export const schema = 2

/** Two spaces deep. */
export function printJson(value: object): void {
  process.stdout.write(jsonText(value))
}

/** What stands of a program whose measurements are shared out. */
export function probeAlone({ program }: Paste): OnSubject {
  return { program, untried: 'parts measure nothing else; leave --shard out' }
}

/** Of all that was to be measured. */
export function codeOfProof({ verdict }: Proof): number {
  return codes[verdict]
}

/** Of several: what is refuted is, whatever else is proved. */
export function codeOfProofs(proofs: readonly Proof[]): number {
  const order = ['refuted', 'not proved', 'proved'] as const
  const worst = order.find(verdict => proofs.some(proof => proof.verdict === verdict))
  return codes[worst ?? 'not proved']
}

const codes = {
  proved: ExitCode.passed,
  refuted: ExitCode.failed,
  'not proved': ExitCode.inconclusive,
} as const satisfies Record<Proof['verdict'], number>

/** Those that were named, or else the usual ones. Throws E_USAGE for a name that no program has. */
function chosen(pastes: readonly Paste[], { programs }: Given) {
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
