// One element of a picture, as data: what it looks like is decided without a browser, and put on the page in one go.
import { visible } from '../html/escape.ts'

/** An SVG element with its attributes, its words, and what it says when it is pointed at. */
export interface Stroke {
  readonly tag: 'rect' | 'line' | 'path' | 'circle' | 'text'
  readonly look: string
  readonly at: Readonly<Record<string, string | number>>
  readonly words?: string
}

/** A filled area. */
export function rect(look: string, x: number, y: number, width: number, height: number, rx = 0): Stroke {
  return {
    tag: 'rect',
    look,
    at: { x: tenth(x), y, width: tenth(Math.max(0, width)), height, ...(rx > 0 ? { rx } : {}) },
  }
}

/** A straight line. */
export function line(look: string, [x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Stroke {
  return { tag: 'line', look, at: { x1: tenth(x1), y1, x2: tenth(x2), y2 } }
}

/** Words, and behind them the ground that keeps lines from crossing them. */
export function words(text: string, x: number, y: number, wide: number, look = ''): readonly Stroke[] {
  return [rect('behind', x - 2, y - 11, wide + 4, 15, 2), { tag: 'text', look, at: { x: tenth(x), y }, words: text }]
}

/** Puts strokes in the place of what was there. */
export function paint(svg: SVGSVGElement, strokes: readonly Stroke[]): void {
  svg.replaceChildren(...strokes.map(made))
}

function made({ tag, look, at, words: text }: Stroke): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  if (look !== '') element.setAttribute('class', look)
  for (const [name, value] of Object.entries(at)) element.setAttribute(name, String(value))
  if (text !== undefined) element.textContent = visible(text)
  return element
}

function tenth(place: number): number {
  return Math.round(place * 10) / 10
}
