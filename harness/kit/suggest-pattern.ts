// Which pattern to write for a line that a program really printed: a few of its words without figures or names. None where one would have to guess.

/** `/\bconnected to\b/`, for the first line that says that all is well; `others` are lines that it must not match. */
export function suggestPattern(lines: readonly string[], others: readonly string[] = []): Suggested | undefined {
  for (const line of lines.filter(text => !sad.test(text))) {
    const words = runs(line).find(run => glad.test(run))
    const found = words && [`\\b${words}\\b`, `^${words}\\b`].find(source => fits(source, line, [...lines, ...others]))
    if (found) return { line, pattern: `/${found}/` }
  }
  return undefined
}

/** `/\bfetch failed\b/`, for the first line that may tell of a loss; `others` are lines that it must not match, from before. */
export function suggestLoss(lines: readonly string[], others: readonly string[]): Suggested | undefined {
  for (const line of lines) {
    const words = runs(line).filter(run => loss.test(run))
    // What comes behind the word is its cause, which is another one the next time.
    const brief = words.map(run => run.slice(0, run.search(loss) + (loss.exec(run)?.[0].length ?? 0)))
    const found = [...brief.filter(run => run.includes(' ')), ...words]
      .flatMap(run => [`\\b${run}\\b`, `^${run}\\b`])
      .find(source => new RegExp(source).test(line) && !others.some(text => new RegExp(source).test(text)))
    if (found) return { line, pattern: `/${found}/` }
  }
  return undefined
}

/** Of lines those of which none like it was there before: the same with other figures is no news. */
export function newOf(lines: readonly string[], before: readonly string[]): readonly string[] {
  const known = new Set(before.map(withoutFigures))
  return lines.filter(line => !known.has(withoutFigures(line)))
}

function withoutFigures(line: string): string {
  return line.replaceAll(/\d[\d.,:_/]*/g, '#')
}

/** A line, and what matches it. */
export interface Suggested {
  readonly line: string
  readonly pattern: string
}

/** `. connected: /\bready\b/ would match the line "ready" of client`, behind a fix; nothing where no line says so. */
export function suggested(option: 'connected' | 'ready', lines: readonly string[], name: string): string {
  const found = suggestPattern(lines)
  return found ? `. ${option}: ${found.pattern} would match the line ${quote(found.line)} of ${name}` : ''
}

/** Lines as a sentence has them: the last three that differ, each in its quotes, the beginning of a long one. */
export function quoted(lines: readonly string[]): string {
  return [...new Set(lines)].slice(-3).map(quote).join(', ')
}

/** `"connected to 127.0.0.1:6379"`, a long one with its beginning alone. */
export function quote(line: string): string {
  return `"${line.length > longest ? `${line.slice(0, longest).toWellFormed()} ...` : line}"`
}

const longest = 80
const glad = /\b(?:connected|established|ready|listening|subscribed|joined|online|accepting connections|logged in)\b/i
const loss =
  /\b(?:lost|los(?:s|ing)|disconnect\w*|clos(?:ed?|ing)|timed? ?out|timeout|un(?:reachable|available)|refused|reset|gone|broken|fail\w*|errors?|down|dead|offline|missed|re(?:connect|try|dial)\w*|E[A-Z]{4,})\b/i
const sad =
  /\b(?:not|no|never|un\w+|dis\w+|cannot|can't|fail\w*|errors?|refused|lost|closed|timed|timeout|waiting|retry\w*|E[A-Z]{4,})\b/i

/** Words beside each other, at most four of them: no figure, address or name with one is a part of it. */
function runs(line: string): readonly string[] {
  return [...line.matchAll(/(?<![\w.:/@=-])[A-Za-z]+(?: [A-Za-z]+){0,3}(?![\w./@=-]|:\w)/g)].map(([run]) => run)
}

function fits(source: string, line: string, all: readonly string[]): boolean {
  const pattern = new RegExp(source)
  return pattern.test(line) && !all.some(text => sad.test(text) && pattern.test(text))
}
