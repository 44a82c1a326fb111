// What was noticed beside what was predicted, as people read it: in troubles, and in every report.
import { seconds } from '../kit/format-time.ts'
import type { Asked, Bound } from '../model/bound.ts'
import { isClient } from '../model/host.ts'
import { appOf } from '../model/observer.ts'
import type { BoundResult, Run } from '../model/report.ts'
import type { Ms } from '../model/units.ts'

/** Where there is one client, it is its own words that are meant unless another observer is named. */
export function whoWords({ by }: Pick<Bound, 'by'>, { hosts }: Pick<Run, 'hosts'>): string {
  const [client, ...others] = hosts.filter(isClient)
  return client && others.length === 0 && by === appOf(client.name) ? '' : `${by} `
}

/** `1.9 s`, `31.0 s, 50 of 50 connections`, `never`, `back 0.4 s`, `blind`, or `-` where nothing was judged. */
export function noticedWords(result: BoundResult | undefined): string {
  const outcome = result?.outcome
  if (!outcome) return '-'
  if (outcome.kind === 'detected') return `${seconds(outcome.afterMs)}${askedWords(outcome)}`
  if (outcome.kind === 'recovered') return `back ${seconds(outcome.afterMs)}`
  return outcome.kind === 'silent' && !wasCut(result) ? `never${askedWords(outcome)}` : 'blind'
}

/** `, 50 of 50 connections`, where each was asked. */
export function askedWords({ connections }: { readonly connections?: Asked }): string {
  return connections ? `, ${connections.noticed} of ${connections.of} connections` : ''
}

/** What an observer did not see any more decides nothing where it had seen enough. */
function wasCut({ outcome, verdict }: BoundResult): boolean {
  return outcome?.kind === 'silent' && outcome.cut !== undefined && verdict.status === 'inconclusive'
}

/** `1.0 - 2.0 s`, `15:24 - 16:25`, `never`, `5.0 - 8.0 s or never`, or nothing where it cannot be told. */
export function predictedWords(result: BoundResult | undefined): string {
  const window = result?.predictedMs
  if (window === undefined || result?.bound.expect === 'recovery') return ''
  if (window === 'never') return 'never'
  return `${windowWords(window)}${result?.predictedOrNever ? ' or never' : ''}`
}

/** `1.0 - 2.0 s`, `15:24 - 16:25`; `dash`: what stands between, where there is little room. */
export function windowWords([low, high]: readonly [Ms, Ms], dash = ' - '): string {
  if (high < 99_950) return `${(low / 1000).toFixed(1)}${dash}${(high / 1000).toFixed(1)} s`
  return `${clockWords(low)}${dash}${clockWords(high)}`
}

/** `15:24`, `2:11:22`: minutes and seconds, with hours where there are any. */
export function clockWords(ms: Ms): string {
  const whole = Math.round(ms / 1000)
  const [h, min, s] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60]
  const two = (figure: number) => String(figure).padStart(2, '0')
  return h > 0 ? `${h}:${two(min)}:${two(s)}` : `${min}:${two(s)}`
}
