// The program that a line for a shell is about, for its name only: nobody else need understand what a shell reads.
import { split } from 'shlex'

/** The program that the shell becomes by `exec`, or the first that it starts; undefined where none can be made out. */
export function programIn(line: string): string | undefined {
  const found = commandsIn(wordsQuietly(line.replaceAll('\n', ' ; ')))
  const [first] = found.filter(({ word }) => !builtins.has(word))
  return (found.find(({ becomes }) => becomes) ?? first)?.word
}

/** The words of a line; none where its quotes do not match. */
export function wordsQuietly(line: string): readonly string[] {
  try {
    return split(line)
  } catch {
    return []
  }
}

/** The words that stand where a command begins, and whether the shell becomes it. */
function commandsIn(words: readonly string[]): readonly Started[] {
  const found: Started[] = []
  let [begins, becomes] = [true, false]
  for (const text of words) {
    if (/^[({!;&|]/.test(text)) [begins, becomes] = [true, false]
    const word = text.replace(/^[({!;&|]+/, '').replace(/[;&|)}]+$/, '')
    const goesBefore = word === '' || before.has(word) || /^[a-z_]\w*=/i.test(word)
    if (begins && word === 'exec') becomes = true
    else if (begins && !goesBefore) {
      if (/^[\w./~@+-]*[a-z\d]$/i.test(word)) found.push({ word, becomes })
      begins = false
    }
    if (/[;&|(]$/.test(text)) [begins, becomes] = [true, false]
  }
  return found
}

interface Started {
  readonly word: string
  readonly becomes: boolean
}

/** What stands before a command without being one. */
const before = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', 'time', 'env', 'nohup', 'sudo'])

/** What a shell does itself. */
const builtins = new Set(
  'cd set unset trap export readonly local read wait kill ulimit umask shift eval test true false return exit for case in done fi esac'.split(
    ' ',
  ),
)
