// Where words stand beside a stroke: behind it, before it or inside it, cut where there is no room, and never over each other. Pure.

/** A place for words: their left end, and as many of them as fit. */
export interface Label {
  readonly x: number
  readonly words: string
}

/** How wide a text is. */
export type Measure = (words: string) => number

/** Beside a stroke from one place to another that may go on beyond the picture. Undefined where there is no room at all. */
export function beside(from: number, to: number, words: string, width: number, measure: Measure): Label | undefined {
  if (to < 0 || from > width) return undefined
  const wide = measure(words)
  const [left, right] = [Math.max(0, from), Math.min(width, to)]
  if (right + gap + wide <= width) return { x: right + gap, words }
  if (left - gap - wide >= 0) return { x: left - gap - wide, words }
  return inside(left, right, words, measure) ?? cut(left, right, words, width, measure)
}

/** On that side of a thin stroke on which there is more room. */
function cut(left: number, right: number, words: string, width: number, measure: Measure): Label | undefined {
  if (width - right >= left) return inside(right, width, words, measure)
  const held = inside(0, left, words, measure)
  return held && { x: left - gap - measure(held.words), words: held.words }
}

/** Within a stroke. */
export function inside(from: number, to: number, words: string, measure: Measure): Label | undefined {
  const shown = shortened(words, to - from - 2 * gap, measure)
  return shown === undefined ? undefined : { x: from + gap, words: shown }
}

/** Beside the signs of a lane, from left to right: none where it would touch a sign or another label. */
export function apart(
  signs: readonly { readonly x: number; readonly words: string }[],
  width: number,
  radius: number,
  measure: Measure,
): readonly (Label | undefined)[] {
  let free = 0
  return signs.map(({ x, words }, at) => {
    const wide = measure(words)
    const next = signs[at + 1]?.x ?? Number.POSITIVE_INFINITY
    const behind = x + radius + gap
    if (behind + wide <= Math.min(width, next - radius - gap)) {
      free = behind + wide
      return { x: behind, words }
    }
    const before = x - radius - gap - wide
    const last = signs[at - 1]?.x ?? Number.NEGATIVE_INFINITY
    if (before < Math.max(free + gap, last + radius + gap, 0)) return undefined
    free = x
    return { x: before, words }
  })
}

const gap = 6

/** With an ellipsis where it is cut; undefined where not even a word fits. */
function shortened(words: string, room: number, measure: Measure): string | undefined {
  if (measure(words) <= room) return words
  if (room < 40) return undefined
  let [fits, fitsNot] = [0, words.length]
  while (fitsNot - fits > 1) {
    const middle = (fits + fitsNot) >> 1
    if (measure(`${words.slice(0, middle)}\u{2026}`) <= room) fits = middle
    else fitsNot = middle
  }
  return fits === 0 ? undefined : `${words.slice(0, fits).trimEnd()}\u{2026}`
}
