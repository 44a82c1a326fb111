// What the programs said, with their time counted from the fault.
import type { Line } from '../../harness/model/record.ts'
import type { Run } from '../../harness/model/report.ts'
import { escapeHtml } from './escape.ts'
import { counted, folded, sinceFault } from './folded.ts'

/** The lines of all programs. */
export function output({ lines, injectedAtMs = 0 }: Run): string {
  const width = Math.max(8, ...lines.map(({ host }) => host.length + 1))
  const summary = `What the programs said: ${counted(lines.length, 'line')}`
  return folded(summary, lines, line => written(line, injectedAtMs, width))
}

const longestText = 2_000

function written({ atMs, host, stream, text }: Line, faultMs: number, width: number): string {
  const shown = text.length > longestText ? `${text.slice(0, longestText)} ...` : text
  const who = `${host}${stream === 'stderr' ? '!' : ' '}`
  return `<b>${sinceFault(atMs, faultMs).padStart(10)} ${escapeHtml(who.padEnd(width))}</b> ${escapeHtml(shown)}\n`
}
