// `recommend --prove` for ten sets of requirements, two of them impossible: every recommendation is measured under each fault, in each state and phase.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { prove } from '#harness/cli/prove.ts'
import { parseRecommendArguments } from '#harness/cli/recommend-arguments.ts'
import { kernelOf } from '#harness/compare/kernel-of.ts'
import { openLedger } from '#harness/compare/ledger.ts'
import { seconds } from '#harness/kit/format-time.ts'
import { version } from '#harness/kit/version.ts'
import { formatSettings } from '#harness/model/format-settings.ts'
import { requirementOptions } from '#harness/recommend/options.ts'
import type { Proof } from '#harness/recommend/proof.ts'
import { recommend } from '#harness/recommend/recommend.ts'
import type { Impossible, Recommendation, Requirements } from '#harness/recommend/requirements.ts'
import { renderProof } from '../reports/proof.ts'
import { figure } from './figure.ts'

/** A line for each; an interrupted run goes on where it was. */
export async function recommendations(): Promise<boolean> {
  const held: boolean[] = []
  for (const requirements of possible) held.push(await proved(requirements))
  held.push(...impossible.map(refused))
  return figure('recommendations that miss', held.filter(holds => !holds).length, 'of ten', 0)
}

const possible = [
  '--within 3s',
  '--within 10s --tolerate 3s',
  '--within 15s --idle-limit 10s --busy',
  '--within 30s --tolerate 5s --idle-limit azure-lb --busy',
  '--within 60s --tolerate 10s --idle-limit aws-nlb --busy --connecting',
  '--within 5min --tolerate 30s --idle-limit aws-nlb',
  '--within 1h --tolerate 1min --idle-limit 5d --busy',
  '--within 4h --tolerate 5min --idle-limit 5d',
].map(asList)

const impossible = ['--within 3s --tolerate 5s', '--within 5s --tolerate 1s --busy'].map(asList)

function asList(options: string): Requirements {
  return parseRecommendArguments(options.split(' ')).requirements
}

async function proved(requirements: Requirements): Promise<boolean> {
  const startedAt = performance.now()
  const found = recommend(requirements)
  if ('problem' in found) return told(false, requirements, `refused: ${found.problem}`)
  const searchedMs = performance.now() - startedAt
  const proof = await measured(found)
  const { verdict, measurements, slowestMs = Number.NaN } = proof
  const took = `search ${seconds(searchedMs)}, all ${seconds(performance.now() - startedAt)}`
  const networkMs = measurements.reduce((sum, made) => sum + made.networkMs, 0)
  const counted = `${measurements.length} measurements, ${seconds(networkMs)} of network time`
  const holds = told(
    verdict === 'proved',
    requirements,
    `${formatSettings(found.settings)}, ${counted}, slowest ${seconds(slowestMs)}; ${took}`,
  )
  if (!holds) process.stdout.write(renderProof(proof, requirements, { colour: false, columns: 120 }))
  return holds
}

async function measured(found: Recommendation): Promise<Proof> {
  await mkdir(folder, { recursive: true })
  const { requirements } = found
  const kernel = await kernelOf('virtual')
  const ledger = await openLedger(folder, {
    recommend: requirements,
    settings: found.settings,
    phases,
    version,
    kernel,
  })
  return prove(found, { phases, clock: 'virtual' }, { ledger, signal: new AbortController().signal })
}

const folder = join('reports', 'out')
const phases = 8

/** Impossible, and each of the requirements that are named instead has settings. */
function refused(requirements: Requirements): boolean {
  const found = recommend(requirements)
  if (!('problem' in found))
    return told(false, requirements, `${formatSettings(found.settings)}, and should be refused`)
  const nearest = found.nearest.map(requirementOptions).join(', or ')
  return told(found.nearest.length > 0 && found.nearest.every(canBe), requirements, `${found.code}, nearest ${nearest}`)
}

function canBe(requirements: Requirements): boolean {
  const found: Recommendation | Impossible = recommend(requirements)
  return !('problem' in found)
}

function told(holds: boolean, requirements: Requirements, text: string): boolean {
  process.stdout.write(`  ${holds ? 'holds ' : 'MISSED'}  ${requirementOptions(requirements)}: ${text}\n`)
  return holds
}
