// What was measured of a recommendation, for a person: whether it is proved, by how much, and everything that is wrong.

import { formatFaultSpec } from '../harness/faults/spelling.ts'
import { given, seconds } from '../harness/kit/format-time.ts'
import type { Measurement } from '../harness/model/comparison.ts'
import type { Shard } from '../harness/parts/shard.ts'
import { countOf, type Failure, type OnSubject, type Proof } from '../harness/recommend/proof.ts'
import { type Limit, onePacketMs, type Requirements } from '../harness/recommend/requirements.ts'
import { type Look, paint } from './look.ts'
import { windowWords } from './phrases.ts'
import { wrap } from './wrap.ts'

/** `proved: 176 measurements (22 faults and states x 8 phases), slowest 28.1 s`, and whatever is wrong. Ends with a newline. */
export function renderProof(proof: Proof, requirements: Requirements, look: Look): string {
  const { failures, doubts, measurements, slowestMs, verdict } = proof
  const latest =
    proof.latestMs === undefined ? '' : `, predicted up to ${seconds(proof.latestMs)} over the whole period`
  const slowest =
    slowestMs === undefined ? '' : `, slowest ${seconds(slowestMs)} of ${given(requirements.withinMs)}${latest}`
  const head = `${verdict}: ${countWords(proof)}${slowest}${silenceWords(proof, requirements)}${limitWords(requirements.limits)}`
  const wrong = [...failures, ...doubts].map(failure => `   ${wrap(failureWords(failure, proof), look.columns, 5)}`)
  const missing = countOf(proof.trial) * proof.phases - measurements.length
  return [
    ` ${paint(look, styles[verdict], wrap(verdict === 'proved' ? head : `${verdict}: ${countWords(proof)}${slowest}`, look.columns, 3))}`,
    ...wrong,
    ...(missing > 0 ? [`   ${missing} were not measured`] : []),
    '',
  ].join('\n')
}

/**
 * The probe says what its socket is told. Of the programs that were named: the same of each on its own library; or why that was not tried. Ends
 * with a newline.
 */
export function renderProvenWith(all: readonly OnSubject[], requirements: Requirements, look: Look): string {
  const below = (text: string) => `   ${wrap(text, look.columns, 5)}\n`
  const probe = below('measured with the built-in probe, which says what its socket is told')
  const words = ({ program, ...one }: OnSubject) => {
    if (one.proof === undefined)
      return below(`${program} was not run, and may try again in silence first: ${one.untried}`)
    const { library, version, server, deafWhenIdle } = one.subject
    const idle = deafWhenIdle ? '; while it is idle its kernel was told, and its program is at its next question' : ''
    const connect = requirements.connecting ? '; not while connecting, which cannot be brought about in it' : ''
    const measured = `measured with ${library} ${version} beside ${server}, set as above for ${program}`
    return `${renderProof(one.proof, requirements, look)}${below(`${measured}${idle}${connect}`)}`
  }
  return [probe, ...all.map(words)].join('')
}

/** Of a part: that nothing speaks against the whole, or what does. Ends with a newline. */
export function renderProofPart(proof: Proof, shard: Shard, requirements: Requirements, look: Look): string {
  const { failures, doubts, measurements, trial, phases } = proof
  if (failures.length + doubts.length > 0) return renderProof(proof, requirements, look)
  const all = countOf(trial) * phases
  return ` part ${shard.index}/${shard.count}: ${measurements.length} of ${all} measurements, nothing against it\n`
}

const styles = { proved: 'green', refuted: 'red', 'not proved': 'yellow' } as const

/** `176 measurements (22 faults and states x 8 phases)`. */
function countWords({ measurements, trial, phases }: Proof): string {
  const count = countOf(trial)
  return `${measurements.length} measurements (${count} faults and states x ${phases} ${phases === 1 ? 'phase' : 'phases'})`
}

function silenceWords({ trial }: Proof, { tolerateMs }: Requirements): string {
  return trial.silences.length > 0
    ? `; ${tolerateMs === onePacketMs ? 'one lost packet' : `every silence of ${given(tolerateMs)}`} sat out`
    : ''
}

function limitWords(limits: readonly Limit[]): string {
  const names = limits.map(({ name, box, idleMs }) => (box ? name : `a limit of ${given(idleMs)}`))
  return names.length > 0 ? `; kept alive behind ${names.join(' and ')}` : ''
}

function failureWords({ measurement, why }: Failure, { phases }: Proof): string {
  const { phase, whole } = measurement
  const predicted = why === 'late in another phase' ? whole?.predicted : measurement.predicted
  const window = Array.isArray(predicted) ? windowWords([predicted[0], predicted[1]]) : predicted
  const foretold = why === 'inconclusive' || window === undefined ? '' : `, predicted ${window}`
  const { asksEveryMs } = measurement.settings
  const asked = asksEveryMs === undefined ? '' : `, asked every ${given(asksEveryMs)}`
  return `${formatFaultSpec(measurement)}${asked}, phase ${phase + 1} of ${phases}: ${why}${figureWords(measurement)}${foretold}`
}

function figureWords({ found }: Measurement): string {
  if (found.kind === 'detected') return `, ${seconds(found.afterMs)}`
  return found.kind === 'doubt' ? `, ${found.reason}` : ''
}
