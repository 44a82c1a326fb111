// Names beside marks: never over a mark, a line or another name; where none fits there is none, and the table has it. Pure.
import type { Measure } from './labels.ts'

/** A part of the picture. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A mark, and what may stand beside it, the best first. `first`: it has the choice before others. */
interface Named {
  readonly x: number
  readonly y: number
  readonly texts: readonly string[]
  readonly first: boolean
}

/** A name, by its left upper corner. */
interface Placed {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** Within `room`, and clear of `lines`. */
export function placed(marks: readonly Named[], room: Box, lines: readonly Box[], measure: Measure): readonly Placed[] {
  const taken: Box[] = [...lines, ...marks.map(around)]
  const made: Placed[] = []
  for (const mark of marks.toSorted((a, b) => Number(b.first) - Number(a.first))) {
    const found = mark.texts.flatMap(text => placesOf(mark, text, measure)).find(({ box }) => isFree(box, room, taken))
    if (!found) continue
    taken.push(found.box)
    made.push({ x: found.box.left + 2, y: found.box.top, text: found.text })
  }
  return made
}

const reach = 8
const high = 15

function placesOf({ x, y }: Named, text: string, measure: Measure): readonly { box: Box; text: string }[] {
  const wide = measure(text) + 4
  const corners = [
    [x + reach, y - high / 2],
    [x - reach - wide, y - high / 2],
    [x - wide / 2, y - reach - high],
    [x - wide / 2, y + reach],
    [x + 3, y - reach - high],
    [x + 3, y + reach],
    [x - wide - 3, y - reach - high],
    [x - wide - 3, y + reach],
  ] as const
  return corners.map(([left, top]) => ({ text, box: { left, right: left + wide, top, bottom: top + high } }))
}

function around({ x, y }: Named): Box {
  return { left: x - reach + 1, right: x + reach - 1, top: y - reach + 1, bottom: y + reach - 1 }
}

function isFree(box: Box, room: Box, taken: readonly Box[]): boolean {
  const within = box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom
  return within && !taken.some(other => touch(box, other))
}

/** Whether two of them share a place. */
export function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
