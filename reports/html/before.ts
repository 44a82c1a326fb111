// What ran on the way, before the programs of a run: each command with how long it took, and the last that it said.
import type { BeforeRecord } from '../../harness/model/record.ts'
import type { Run } from '../../harness/model/report.ts'
import { beforeWords } from '../surroundings.ts'
import { escapeHtml } from './escape.ts'
import { counted, folded } from './folded.ts'

/** The commands, in their order. */
export function before({ before = [] }: Run): string {
  return folded(`What ran before: ${counted(before.length, 'command')}`, before, written)
}

function written(step: BeforeRecord): string {
  return [`<b>${escapeHtml(beforeWords(step))}</b>`, ...step.lines.map(line => `  ${escapeHtml(line)}`), ''].join('\n')
}
