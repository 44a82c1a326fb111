// The scripts of other shells than bash, by tab, in which nothing that is typed and no name of a file is evaluated.
import { RootCommand } from '@bomb.sh/tab'

/** The shells that have one. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

type Shell = Exclude<(typeof shells)[number], 'bash'>

/** To be sourced. Throws where tab's own is no longer what it is mended for. */
export function shellScript(shell: Shell): string {
  return mended[shell].reduce((script, [from, to]) => {
    if (!script.includes(from)) throw new Error(`the script for ${shell} has no ${from}`)
    return script.replaceAll(from, () => to)
  }, printedFor(shell))
}

/** What it evaluates, and the same as a word: an option up to its `=`, names as they are put into the line, and quotes that only PowerShell takes for some. */
const mended: Record<Shell, readonly (readonly [from: string, to: string])[]> = {
  zsh: [
    [`flagPrefix="-P \${BASH_REMATCH}"`, `flagPrefix="-P \${(q)BASH_REMATCH}"`],
    ['"completions" completions -Q ', '"completions" completions '],
  ],
  fish: [],
  powershell: [[`-replace "'", "''"`, `-replace "['\\u2018-\\u201B]", '$0$0'`]],
}

/** Tab prints it, and that alone. */
function printedFor(shell: Shell): string {
  const { log } = console
  let text = ''
  console.log = (line: string) => {
    text += `${line}\n`
  }
  try {
    new RootCommand().setup('halfopen', 'halfopen', shell)
  } finally {
    console.log = log
  }
  return text
}
