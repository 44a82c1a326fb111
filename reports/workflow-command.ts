// A command to the runner of GitHub Actions, on a line of its own: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
import { relative, resolve } from 'node:path'
import { plain } from './plain.ts'

/** Where files are: `root` is what a report names them from, `workspace` what GitHub does. */
export interface Places {
  readonly root: string
  readonly workspace: string
}

/** An annotation, at its file and line where those are known. Ends with a newline. */
export function workflowCommand(name: 'error' | 'warning', { at, places, title }: About, message: string): string {
  const [, file, line] = /^(.+):(\d+)$/.exec(at ?? '') ?? []
  const place =
    file === undefined || line === undefined || places === undefined
      ? {}
      : { file: relative(places.workspace, resolve(places.root, file)).replaceAll('\\', '/'), line }
  const named = Object.entries({ ...place, title: plain(title) }).map(([key, value]) => `${key}=${property(value)}`)
  return `::${name} ${named.join(',')}::${content(message)}\n`
}

interface About {
  /** `file:line`. */
  readonly at?: string | undefined
  readonly places?: Places
  readonly title: string
}

/** Nothing in it ends the command. */
function content(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** Nor its property. */
function property(text: string): string {
  return content(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
