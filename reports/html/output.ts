// What the programs said, folded away: the first and the last lines, because a page has to stay small; all of them are in report.json.
import type { Line } from '../../harness/model/record.ts'
import type { Run } from '../../harness/model/report.ts'
import { escapeHtml } from './escape.ts'

/** The lines of all programs, with their time counted from the fault. */
export function output({ lines, injectedAtMs = 0 }: Run): string {
  if (lines.length === 0) return ''
  const left = Math.max(0, lines.length - firstLines - lastLines)
  const [head, tail] = left > 0 ? [lines.slice(0, firstLines), lines.slice(-lastLines)] : [lines, []]
  const gap = left > 0 ? `<i>${left.toLocaleString('en')} lines left out here; report.json has them</i>\n` : ''
  const words = lines.length === 1 ? '1 line' : `${lines.length.toLocaleString('en')} lines`
  const width = Math.max(8, ...lines.map(({ host }) => host.length + 1))
  const write = (line: Line) => written(line, injectedAtMs, width)
  return `<details><summary>What the programs said: ${words}</summary><pre tabindex="0">${head.map(write).join('')}${gap}${tail.map(write).join('')}</pre></details>`
}

const firstLines = 60
const lastLines = 120
const longestText = 2_000

function written({ atMs, host, stream, text }: Line, faultMs: number, width: number): string {
  const sinceMs = atMs - faultMs
  const time = `${sinceMs < 0 ? '' : '+'}${(sinceMs / 1000).toFixed(3)}`
  const shown = text.length > longestText ? `${text.slice(0, longestText)} ...` : text
  const who = `${host}${stream === 'stderr' ? '!' : ' '}`
  return `<b>${time.padStart(10)} ${escapeHtml(who.padEnd(width))}</b> ${escapeHtml(shown)}\n`
}
