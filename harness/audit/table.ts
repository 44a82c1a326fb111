// An audit on a terminal: a row for connections that are alike, below it what would forget them and what to set. Pure.
import { styleText } from 'node:util'
import { footOf } from './footer.ts'
import { limitText } from './phrases.ts'
import type { AuditReport, AuditVerdict } from './report.ts'
import { type Row, rowsOf } from './rows.ts'

/** Ends with a newline. Nothing is cut off: a row is as long as its words. */
export function renderAudit(report: AuditReport, { colour }: { readonly colour: boolean }): string {
  const rows = rowsOf(report)
  const several = new Set(report.connections.flatMap(({ pids }) => pids)).size > 1
  const head = ['peer', ...(several ? ['pid'] : []), 'now', 'settings', 'a dead peer is noticed after']
  const table = rows.map(row => [row.peer, ...(several ? [row.pid] : []), row.now, row.settings, row.noticed])
  const widths = head.map((title, i) => Math.max(title.length, ...table.map(cells => cells[i]?.length ?? 0)))
  const line = (cells: readonly string[], last: string) =>
    ` ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('   ')}   ${last}`.trimEnd()
  const demand = report.withinMs === undefined ? '' : `within ${limitText(report.withinMs)}`
  return [
    paint(colour, 'dim', line(head, demand)),
    ...rows.flatMap((row, i) => [
      line(table[i] ?? [], verdictText(row, colour)),
      // Neighbours that lack the same have it told once, below the last of them.
      ...(row.details.join() === rows[i + 1]?.details.join() ? [] : row.details.map(detail => `   ${detail}`)),
    ]),
    ...footOf(report).map(foot => ` ${foot}`),
    '',
  ].join('\n')
}

function verdictText({ verdict }: Row, colour: boolean): string {
  return verdict === undefined ? '' : paint(colour, styles[verdict], verdict === 'fail' ? 'FAIL' : verdict)
}

type Style = Parameters<typeof styleText>[0]

const styles = { pass: 'green', fail: ['red', 'bold'], inconclusive: 'yellow' } as const satisfies Record<
  AuditVerdict,
  Style
>

function paint(colour: boolean, style: Style, text: string): string {
  return colour ? styleText(style, text, { validateStream: false }) : text
}
