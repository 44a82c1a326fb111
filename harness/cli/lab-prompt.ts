// The line that is typed in the lab: its letters, the place in it, the lines before. Pure: a key in, the line as it is then out.

/** The line. `at`: how many of its letters stand before the cursor. `back`: how many lines back it was taken from. */
export interface Prompt {
  readonly text: string
  readonly at: number
  readonly before: readonly string[]
  readonly back: number
}

/** Keys that do something, as a terminal tells them. */
export type Key =
  | { readonly kind: 'letters'; readonly text: string }
  | { readonly kind: 'erase' | 'erase-word' | 'erase-all' | 'left' | 'right' | 'start' | 'end' | 'older' | 'newer' }

export const emptyPrompt: Prompt = { text: '', at: 0, before: [], back: 0 }

/** After a key. */
export function typed(prompt: Prompt, key: Key): Prompt {
  const { text, at, before, back } = prompt
  const [left, right] = [text.slice(0, at), text.slice(at)]
  switch (key.kind) {
    case 'letters':
      return { ...prompt, text: left + key.text + right, at: at + key.text.length }
    case 'erase':
      return at === 0 ? prompt : { ...prompt, text: left.slice(0, -1) + right, at: at - 1 }
    case 'erase-word': {
      const kept = left.replace(/\S*\s*$/, '')
      return { ...prompt, text: kept + right, at: kept.length }
    }
    case 'erase-all':
      return { ...prompt, text: right, at: 0 }
    case 'left':
      return { ...prompt, at: Math.max(0, at - 1) }
    case 'right':
      return { ...prompt, at: Math.min(text.length, at + 1) }
    case 'start':
      return { ...prompt, at: 0 }
    case 'end':
      return { ...prompt, at: text.length }
    case 'older':
      return from(prompt, Math.min(before.length, back + 1))
    default:
      return from(prompt, Math.max(0, back - 1))
  }
}

/** After Enter: an empty line, which knows the one before. */
export function entered({ text, before }: Prompt): Prompt {
  return { ...emptyPrompt, before: text.trim() === '' ? before : [...before, text] }
}

/** After Tab: the word completed as far as all that fit agree, and those that do where there are several. */
export function completed(
  prompt: Prompt,
  fitting: readonly string[],
): { readonly prompt: Prompt; readonly shown: readonly string[] } {
  const left = prompt.text.slice(0, prompt.at)
  const word = /\S*$/.exec(left)?.[0] ?? ''
  const [first] = fitting
  if (first === undefined) return { prompt, shown: [] }
  const common = fitting.reduce((agreed, one) => agreed.slice(0, sameLetters(agreed, one)), first)
  const more = common.slice(word.length) + (fitting.length === 1 ? ' ' : '')
  return { prompt: typed(prompt, { kind: 'letters', text: more }), shown: fitting.length === 1 ? [] : fitting }
}

function sameLetters(a: string, b: string): number {
  const other = [...a].findIndex((letter, i) => letter !== b[i])
  return other < 0 ? a.length : other
}

function from(prompt: Prompt, back: number): Prompt {
  const text = back === 0 ? '' : (prompt.before.at(-back) ?? '')
  return { ...prompt, text, at: text.length, back }
}
