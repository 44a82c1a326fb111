// GitHub Actions: annotations at file and line, and the summary of the job. Nothing of it is there elsewhere.
import { appendFile, stat } from 'node:fs/promises'
import type { Places } from '../../reports/workflow-command.ts'
import { command, inActions } from '../kit/actions-log.ts'
import { messageOf } from '../kit/errors.ts'

/** Prints them. */
export function annotate(annotations: (places: Places) => string): void {
  if (!inActions()) return
  const root = process.cwd()
  command(annotations({ root, workspace: process.env.GITHUB_WORKSPACE || root }))
}

/** Adds Markdown to the summary, as much of it as there is room for. What cannot be written there is said, and fails nothing. */
export async function addToSummary(render: () => string): Promise<void> {
  const file = process.env.GITHUB_STEP_SUMMARY
  if (!inActions() || !file) return
  const { size } = await stat(file).catch(() => ({ size: 0 }))
  await appendFile(file, fitting(`${render()}\n`, mostBytes - size)).catch((thrown: unknown) => {
    process.stderr.write(`no summary of the job: ${messageOf(thrown)}\n`)
  })
}

/** The lines that fit; that there are others is said. Of a longer one GitHub shows nothing. */
export function fitting(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  const room = Math.max(0, bytes - Buffer.byteLength(rest))
  const lines = Buffer.from(text).subarray(0, room).toString()
  return lines.slice(0, lines.lastIndexOf('\n') + 1) + (room === 0 ? '' : rest)
}

const rest = '\nThe rest is in the reports.\n\n'

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const mostBytes = 1_048_576
