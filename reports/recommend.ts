// A recommendation for a person: the settings, what they do, why, what they do not, and the lines to paste.
import { styleText } from 'node:util'
import { seconds } from '../harness/judge/words.ts'
import { formatFaultSpec, stateWords } from '../harness/model/fault-spec.ts'
import { formatSettings } from '../harness/model/format-settings.ts'
import type { Paste } from '../harness/recommend/paste/paste.ts'
import type { Proof } from '../harness/recommend/proof.ts'
import { whole } from '../harness/recommend/reasons.ts'
import type { Notice, Reason, Recommendation } from '../harness/recommend/wish.ts'
import { windowWords } from './words.ts'
import { wrap } from './wrap.ts'

/** How it is to look. */
export interface Look {
  readonly colour: boolean
  readonly columns: number
}

/** All but the lines to paste. Ends with a newline. */
export function renderRecommendation(recommendation: Recommendation, look: Look): string {
  const { settings, notices, sitsOutMs, packetsPerHour, reasons, besides, wish } = recommendation
  const sitsOut = wish.tolerateMs === 0 ? 'sits out no silence' : `sits out ${seconds(sitsOutMs)}`
  const summary = `notices a loss in ${noticesWords(notices)}; ${sitsOut}; ${Math.round(packetsPerHour).toLocaleString('en')} packets an hour`
  return [
    ` ${paint(look, 'bold', inWords(recommendation))}   ${paint(look, 'dim', formatSettings(settings))}`,
    ` ${wrap(summary, look.columns, 1)}`,
    ...lines(reasons, look),
    ` ${paint(look, 'dim', 'and where nothing was asked for')}`,
    ...lines(besides, look),
    '',
  ].join('\n')
}

/** The lines to paste, each program in its own words. Ends with a newline. */
export function renderPastes(pastes: readonly Paste[], look: Look): string {
  const blocks = pastes.map(({ program, version, lines: own, note, source }) => [
    ` ${paint(look, 'bold', program)}  ${paint(look, 'dim', version)}`,
    ...own.map(line => `   ${line}`),
    ...(note === undefined ? [] : [`   ${paint(look, 'dim', wrap(note, look.columns, 3))}`]),
    `   ${paint(look, 'dim', source)}`,
  ])
  return `${blocks.map(block => block.join('\n')).join('\n')}\n`
}

/** `proved: 96 measurements (6 faults x 2 states x 8 phases), slowest 29.2 s`, and whatever is wrong. Ends with a newline. */
export function renderProof(proof: Proof, { wish }: Recommendation, look: Look): string {
  const { failures, doubts, outside, measurements, slowestMs, trial, phases } = proof
  const proved = failures.length === 0 && doubts.length === 0 && measurements.length > 0
  const slowest = slowestMs === undefined ? '' : `, slowest ${seconds(slowestMs)} of ${whole(wish.withinMs)}`
  const head = `${proved ? 'proved' : 'NOT PROVED'}: ${measurements.length} measurements (${countWords(proof)} x ${phases} phases)${slowest}`
  const rest = [
    ...(trial.silences.length > 0 ? [`a silence of ${whole(wish.tolerateMs)} is sat out ${mistakesWords(proof)}`] : []),
    ...wish.limits.map(({ name, idleMs }) => `the connection outlives ${name}${/^\d/.test(name) ? '' : ` (${whole(idleMs)})`}`),
  ]
  const wrong = [...failures, ...doubts].map(({ measurement: { fault, phase, found }, why }) => {
    const figure = found.kind === 'detected' ? ` after ${seconds(found.afterMs)}` : found.kind === 'doubt' ? `: ${found.reason}` : ''
    return `   ${fault}, phase ${phase + 1} of ${phases}: ${why}${figure}`
  })
  const elsewhere = outside.map(({ fault, phase, found, predicted }) => {
    const figure = found.kind === 'detected' ? seconds(found.afterMs) : found.kind
    return `   ${fault}, phase ${phase + 1} of ${phases}: ${figure}, predicted ${Array.isArray(predicted) ? windowWords([predicted[0], predicted[1]]) : predicted}`
  })
  return [
    ` ${paint(look, proved ? 'green' : 'red', head)}`,
    ...(proved ? rest.map(text => `   ${text}`) : wrong),
    ...(elsewhere.length > 0 ? [' measured elsewhere than predicted:', ...elsewhere] : []),
    '',
  ].join('\n')
}
