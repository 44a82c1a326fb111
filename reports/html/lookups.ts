// The names that programs asked for, with their time counted from the fault.
import type { Lookup } from '../../harness/model/lookup.ts'
import type { Run } from '../../harness/model/report.ts'
import { answerWords } from '../lookups.ts'
import { escapeHtml } from './escape.ts'
import { counted, folded, sinceFault } from './folded.ts'

/** The questions and what was answered, each answer once. */
export function lookups({ lookups = [], injectedAtMs = 0 }: Run): string {
  const width = (of: (lookup: Lookup) => string) => Math.max(0, ...lookups.map(lookup => of(lookup).length))
  const widths = { host: Math.max(8, width(({ host }) => host) + 1), question: width(question) }
  const summary = `Names that were asked for: ${counted(lookups.length, 'answer')}`
  return folded(summary, lookups, lookup => written(lookup, injectedAtMs, widths))
}

function written(lookup: Lookup, faultMs: number, widths: { host: number; question: number }): string {
  const { atMs, host, times = 1, lastAtMs = atMs } = lookup
  const again = times > 1 ? `; ${counted(times, 'time')}, last ${sinceFault(lastAtMs, faultMs)}` : ''
  const who = `${sinceFault(atMs, faultMs).padStart(10)} ${host.padEnd(widths.host)}`
  return `<b>${escapeHtml(who)}</b> ${escapeHtml(`${question(lookup).padEnd(widths.question)}  ${answerWords(lookup)}${again}`)}\n`
}

function question({ name, type }: Lookup): string {
  return `${name} ${type}`
}
