// One lane as strokes: windows and blindness behind, then what happens often as bands, packets as shapes, and signs with their words before all. Pure.
import { sinceMs } from '../../harness/model/step.ts'
import { apart } from './labels.ts'
import type { Placed } from './layout.ts'
import { bandsOf, type Group, isFlow } from './marks.ts'
import type { Picture } from './picture.ts'
import { axisWords, sinceOrigin, type TimeScale } from './scales.ts'
import { line, rect, type Stroke, words } from './stroke.ts'
import { packetSign, sign, signRadius } from './symbols.ts'

/** A lane, as much of it as is seen. */
export function drawLane(row: Placed, at: number, picture: Picture, scale: TimeScale): readonly Stroke[] {
  const width = scale.range()[1] ?? 0
  const own = picture.groups.filter(({ lane }) => lane === at)
  const often = own.filter(({ look }) => !isSign(look))
  return [
    ...windows(row, at, picture, scale, width),
    ...blindness(row, scale, picture, width),
    ...often.filter(({ look }) => isFlow(look)).flatMap(group => flow(group, row, scale)),
    ...often.filter(({ look }) => !isFlow(look)).flatMap(group => shapes(group, row, scale)),
    ...signs(
      own.filter(({ look }) => isSign(look)),
      row,
      picture,
      scale,
      width,
    ),
  ]
}

function isSign(look: string): look is 'loss' | 'recovered' {
  return look === 'loss' || look === 'recovered'
}

function windows(row: Placed, at: number, { view }: Picture, scale: TimeScale, width: number): readonly Stroke[] {
  return view.limits.flatMap(({ lane, predicted }) => {
    if (lane !== at || !predicted?.window) return []
    const [from, to] = predicted.window.map(scale) as [number, number]
    const [left, right] = [Math.max(-4, from), Math.min(width + 4, to)]
    return right < 0 || left > width
      ? []
      : [rect('window in-lane', left, row.y + 2, Math.max(2, right - left), row.height - 4)]
  })
}

function blindness(row: Placed, scale: TimeScale, { view, measure }: Picture, width: number): readonly Stroke[] {
  const blind = row.kind === 'lane' ? row.lane.blind : undefined
  if (!blind) return []
  const [from, to] = [Math.max(0, scale(blind.fromMs)), Math.min(width, scale(view.endedAtMs))]
  if (to <= 0 || from >= width) return []
  const text = 'blind'
  const label = to - from > measure(text) + 20 ? words(text, from + 6, row.y + row.height / 2 + 4, measure(text)) : []
  return [rect('blind', from, row.y + 1, to - from, row.height - 2), ...label]
}

/** A bar for each, or one for many. Packets to the host that was connected to are above, those back below. */
function flow(group: Group, row: Placed, scale: TimeScale): readonly Stroke[] {
  const { look, back } = group
  const tall = heights[look] ?? 10
  const y = heightOf(look, row, back, tall)
  return bandsOf(group, scale, seen(scale), look === 'stale' ? 4 : 1.5).map(({ from, to }) =>
    rect(lookOf(group), from - 0.8, y, to - from + 1.6, tall),
  )
}

const heights: Readonly<Record<string, number>> = { ack: 5, stale: 12, said: 5 }

/** What is printed lies above the middle. */
function heightOf(look: string, row: Placed, back: boolean, tall: number): number {
  return look === 'said' ? row.y + 2 : middle(row, back) - tall / 2
}

function lookOf({ look, dropped }: Group): string {
  return dropped ? `${look} dropped` : look
}

/** Shapes that would lie on each other are one. */
function shapes(group: Group, row: Placed, scale: TimeScale): readonly Stroke[] {
  const { back } = group
  const look = lookOf(group)
  const found: Stroke[] = []
  let lastX = Number.NEGATIVE_INFINITY
  for (const { from, to } of bandsOf(group, scale, seen(scale), 3)) {
    if (to - from > 10) found.push(line(look, [from, middle(row, back)], [to, middle(row, back)]))
    for (const x of to - from > 10 ? [from, to] : [from]) {
      const shape = x - lastX >= 5 ? packetSign(group.look, look, x, middle(row, back)) : undefined
      if (!shape) continue
      lastX = x
      found.push(shape)
    }
  }
  return found
}

function signs(
  groups: readonly Group[],
  row: Placed,
  picture: Picture,
  scale: TimeScale,
  width: number,
): readonly Stroke[] {
  const { view, measure } = picture
  const faults = view.steps.filter(({ isFault }) => isFault)
  const found = groups
    .flatMap(group => bandsOf(group, scale, seen(scale), 2 * signRadius).map(band => ({ ...band, look: group.look })))
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, look, row: at, count }) => {
      const ms = scale.invert(from)
      const last = faults.findLast(({ fromMs }) => fromMs <= ms + 0.001)
      const afterMs = last ? sinceMs({ ...last, atMs: last.fromMs }, ms) : sinceOrigin(view, ms)
      const more = count > 1 ? `, ${count} times` : ''
      return {
        x: from,
        look,
        words: `${picture.signs.get(at) ?? look} ${axisWords(afterMs, afterMs < 10_000 ? 10 : 100)}${more}`,
      }
    })
  const labels = apart(found, width, signRadius, measure)
  const y = row.y + row.height / 2
  return found.flatMap(({ x, look }, at) => {
    const label = labels[at]
    return [
      ...(label ? words(label.words, label.x, y + 4, measure(label.words)) : []),
      ...(isSign(look) ? sign(look, x, y) : []),
    ]
  })
}

function middle(row: Placed, back: boolean): number {
  if (row.kind !== 'lane' || row.lane.of !== 'packets') return row.y + row.height / 2
  return row.y + row.height * (back ? 0.72 : 0.28)
}

function seen(scale: TimeScale): readonly [number, number] {
  const [fromMs = 0, toMs = 0] = scale.domain()
  return [fromMs, toMs]
}
