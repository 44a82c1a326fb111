// Method: whole pictures as strokes, of one to forty settings, on a phone and on a wide screen: no browser is needed to see that names lie apart from
// each other, from marks, from the front and within the picture. Names that are simply left out would pass that, so some have to be there.
import { describe, expect, test } from 'vitest'
import { plotsOf } from '../compare/plot-data.ts'
import { type Point, pointsOf, sides } from '../compare/plots.ts'
import { sampleComparison } from '../fixtures/sample-comparison.ts'
import { type Drawn, drawPlot, plotHeight } from './plot.ts'
import { type Box, touch } from './plot-labels.ts'

const measure = (words: string) => words.length * 6.6
const many = plotsOf(sampleComparison({ settings: 40, faults: 12, phases: 4 }))
const cases = [1, 6, 40].flatMap(settings =>
  sides.flatMap(side => [300, 560, 1_000].map(width => ({ settings, side, width }) as const)),
)

function drawn(points: readonly Point[], side: (typeof sides)[number], width: number): Drawn {
  return drawPlot({ points, side, width, watchMs: 10_800_000, withinMs: 60_000, measure })
}

function boxesOf({ strokes }: Drawn): readonly (Box & { readonly words: string })[] {
  return strokes.flatMap(({ tag, at, words = '' }) =>
    tag === 'text'
      ? [
          {
            words,
            left: Number(at.x),
            right: Number(at.x) + measure(words),
            top: Number(at.y) - 9,
            bottom: Number(at.y) + 2,
          },
        ]
      : [],
  )
}

/** The front as boxes of a line's width, read from what is drawn. */
function frontOf({ strokes }: Drawn): readonly Box[] {
  const path = strokes.find(({ look }) => look === 'front-line')?.at.d ?? ''
  const places = [...String(path).matchAll(/([MHV])([\d.]+)(?: ([\d.]+))?/g)]
  let [x, y] = [0, 0]
  return places.flatMap(([, kind, one = '0', two = '0']): Box[] => {
    const [fromX, fromY] = [x, y]
    if (kind === 'M') [x, y] = [Number(one), Number(two)]
    if (kind === 'H') x = Number(one)
    if (kind === 'V') y = Number(one)
    if (kind === 'M') return []
    return [
      { left: Math.min(fromX, x), right: Math.max(fromX, x), top: Math.min(fromY, y), bottom: Math.max(fromY, y) },
    ]
  })
}

test.for(cases)(
  '$settings settings by $side on $width pixels: no words touch words, marks or the front',
  ({ settings, side, width }) => {
    const { points } = pointsOf({ ...many, settings: many.settings.slice(0, settings) }, side)
    const picture = drawn(points, side, width)
    const words = boxesOf(picture)
    const marks = picture.marks.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }))
    for (const one of words) {
      expect([one.left >= 0, one.right <= width, one.top >= 0, one.bottom <= plotHeight], one.words).toEqual(
        Array(4).fill(true),
      )
      expect(
        words.filter(other => other !== one && touch(one, other)),
        one.words,
      ).toEqual([])
      expect(
        [...marks, ...frontOf(picture)].filter(other => touch(one, other)),
        one.words,
      ).toEqual([])
    }
    expect(words.filter(({ words }) => /^\d+ \S*=|^1 off$/.test(words)).length).toBeGreaterThan(0)
    expect(picture.marks.flatMap(mark => mark.points).length).toBe(points.length)
  },
)

describe('the front', () => {
  const point = (number: number, ms: number, value: number): Point => {
    return { number, name: `s${number}`, time: { ms }, value, mistaken: value > 0 }
  }

  test('is a stair from the quickest on to the cheapest, and what is dominated lies off it', () => {
    const points = [point(1, 1_000, 100), point(2, 10_000, 10), { ...point(3, 20_000, 50), dominatedBy: 2 }]
    const picture = drawn(points, 'traffic', 600)
    const [first, second, third] = picture.marks
    expect(picture.strokes.filter(({ look }) => look === 'dominated')).toHaveLength(1)
    expect(frontOf(picture)).toEqual([
      { left: first?.x, right: second?.x, top: first?.y, bottom: first?.y },
      { left: second?.x, right: second?.x, top: first?.y, bottom: second?.y },
    ])
    expect((third?.x ?? 0) > (second?.x ?? 0)).toBe(true)
  })

  test('has what was never noticed beyond each time', () => {
    const never: Point = { ...point(2, 0, 0), time: { beyondMs: 10_800_000 } }
    const picture = drawn([point(1, 10_000_000, 5), never], 'traffic', 600)
    const [one, other] = picture.marks
    expect((other?.x ?? 0) - (one?.x ?? 0)).toBeGreaterThan(40)
    expect(picture.strokes.filter(({ look }) => look === 'never')).toHaveLength(1)
  })

  test('draws settings that lie on each other as one mark', () => {
    const picture = drawn([point(1, 1_000, 10), point(2, 1_000, 10), point(3, 9_000, 1)], 'traffic', 600)
    expect(picture.marks.map(({ points }) => points.map(({ number }) => number))).toEqual([[1, 2], [3]])
    expect(boxesOf(picture).map(({ words }) => words)).toContain('1, 2')
  })
})
