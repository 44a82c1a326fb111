// What could not be done, for GitHub Actions: an annotation, so that it stands on the page of the job and not in its log alone. Loads no report.
import { workflowCommand } from '../../reports/workflow-command.ts'

/** Of an error of the command as a whole; empty elsewhere, and lines that are ended there. */
export function refusalForLog(message: string): string {
  if (process.env.GITHUB_ACTIONS !== 'true') return ''
  const here = process.cwd()
  return workflowCommand(
    'error',
    { at: undefined, places: { root: here, workspace: here }, title: 'halfopen' },
    message,
  )
}
