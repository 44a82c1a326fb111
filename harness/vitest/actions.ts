// GitHub Actions: the summary of the job, annotations at file and line, and a log in which no program gives the runner commands.
import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { annotationsOf } from '../../reports/annotations.ts'
import type { Places } from '../../reports/workflow-command.ts'
import { messageOf } from '../kit/errors.ts'
import type { Report } from '../model/report.ts'

/** Whether this is a step of theirs. */
function inActions(): boolean {
  return process.env.GITHUB_ACTIONS === 'true'
}

/**
 * The text as it is elsewhere; in Actions nothing in it is a command to the runner, and what did not pass is annotated behind it. What programs said stands
 * in it, and `::add-mask::` at the start of a line would be obeyed.
 */
export function forLog(text: string, annotations: (places: Places) => string = () => ''): string {
  if (!inActions()) return text
  const token = `halfopen-${randomUUID()}`
  return `::stop-commands::${token}\n${text}::${token}::\n${annotations(placesOf())}`
}

/** The same of a report. */
export function reportForLog(text: string, report: Report): string {
  return forLog(text, places => annotationsOf(report, places))
}

/** Adds Markdown to the summary of the job, where there is one. What cannot be written there is said, and fails nothing. */
export async function addToSummary(render: () => string): Promise<void> {
  const file = process.env.GITHUB_STEP_SUMMARY
  if (!inActions() || !file) return
  await appendFile(file, `${render()}\n`).catch((thrown: unknown) => {
    process.stderr.write(`no summary of the job: ${messageOf(thrown)}\n`)
  })
}

function placesOf(): Places {
  const root = process.cwd()
  return { root, workspace: process.env.GITHUB_WORKSPACE || root }
}
