// Method: whole pictures of the sample runs, at every zoom, as strokes: no browser is needed to see that words do not lie on each other, that nothing
// is drawn outside of the picture, and that a hundred thousand events become few strokes.
import { expect, test } from 'vitest'
import type { Observation } from '../../harness/model/observation.ts'
import type { Packet } from '../../harness/model/packet.ts'
import type { Run } from '../../harness/model/report.ts'
import { sampleReport } from '../fixtures/sample-report.ts'
import { sampleScript } from '../fixtures/sample-script.ts'
import { sampleSystem } from '../fixtures/sample-system.ts'
import { runView } from '../html/run-view.ts'
import { draw } from './draw.ts'
import { layoutOf } from './layout.ts'
import { groupsOf } from './marks.ts'
import { Rows } from './rows.ts'
import { wholeScale } from './scales.ts'
import type { Stroke } from './stroke.ts'

const measure = (words: string) => words.length * 6.6
const { runs, tool } = sampleReport()
const all = [...runs.filter(({ verdict }) => verdict.status !== 'skip'), sampleScript(), sampleSystem()]

function pictured(run: Run, width: number, part = 1, logarithmic?: boolean): readonly Stroke[] {
  const { details } = runView(run, 'id', tool)
  const view = details?.timeline
  if (!details || !view) throw new Error('the run has no timeline')
  const rows = new Rows(details.log)
  const signs = new Map(rows.view.signs.map(({ row, label }) => [row, label]))
  const whole = wholeScale(view, width, (logarithmic ?? view.logarithmic) ? view.smallestMs : undefined)
  const scale = whole.within(view.originMs, view.originMs + (view.untilMs - view.originMs) * part)
  return draw({ view, layout: layoutOf(view), groups: groupsOf(rows), signs, measure }, part === 1 ? whole : scale)
}

const boxes = (strokes: readonly Stroke[]) =>
  strokes.flatMap(({ tag, at, words = '' }) =>
    tag === 'text' ? [{ words, left: Number(at.x), right: Number(at.x) + measure(words), y: Number(at.y) }] : [],
  )

test.for(all.map(run => [run.scenario, run] as const))(
  '%s: words lie apart from each other and within the picture, at every zoom',
  ([, run]) => {
    for (const width of [260, 900]) {
      for (const part of [1, 0.5, 0.01, 1e-5]) {
        const found = boxes(pictured(run, width, part))
        for (const one of found) {
          expect([one.left >= -1, one.right <= width + 3], `${one.words} of ${width}`).toEqual([true, true])
          const over = found.filter(
            other =>
              other !== one && Math.abs(other.y - one.y) < 11 && other.left < one.right && one.left < other.right,
          )
          expect(over, `${one.words} at ${part} of ${width}`).toEqual([])
        }
      }
    }
  },
)

test('no line is drawn over words: behind them lies their ground, and what comes later does not reach them', () => {
  for (const run of all) {
    const strokes = pictured(run, 900)
    for (const [at, { tag, at: place, words = '' }] of strokes.entries()) {
      if (tag !== 'text') continue
      const [left, right, y] = [Number(place.x), Number(place.x) + measure(words), Number(place.y)]
      const crossing = strokes
        .slice(at + 1)
        .filter(
          other =>
            other.tag === 'line' &&
            Number(other.at.x1) > left &&
            Number(other.at.x1) < right &&
            Number(other.at.x1) === Number(other.at.x2) &&
            Number(other.at.y1) < y - 2 &&
            Number(other.at.y2) > y - 8,
        )
      expect(crossing, words).toEqual([])
    }
  }
})

test('a hundred thousand events and packets are a few hundred strokes', () => {
  const run = sampleSystem()
  const observations = Array.from({ length: 60_000 }, (_, n): Observation => {
    return {
      atMs: n / 8,
      by: n % 2 === 0 ? 'app-app' : 'pool-kernel',
      kind: n % 7 === 0 ? 'stale-answer' : 'traffic',
      detail: 'x',
    }
  })
  const packets = Array.from({ length: 40_000 }, (_, n): Packet => {
    return { atMs: n / 5, from: 'pool', to: 'db', kind: n % 3 === 0 ? 'retransmission' : 'data', connection: 2 }
  })
  const strokes = pictured({ ...run, observations, packets }, 1_000)
  expect(strokes.length).toBeGreaterThan(20)
  expect(strokes.length).toBeLessThan(800)
})

test('probes, retransmissions and resets have each a shape of their own, and are hollow where they were not passed on', () => {
  const kinds = ['probe', 'retransmission', 'reset', 'syn', 'unreachable'] as const
  const packets = kinds.map(
    (kind, n): Packet => ({
      atMs: 1_500 + n * 900,
      from: 'pool',
      to: 'db',
      kind,
      ...(n === 1 ? { passedAtMs: 3_000 } : {}),
    }),
  )
  const shapes = pictured({ ...sampleSystem(), packets }, 1_000).filter(({ tag }) => tag === 'path')
  const packetShapes = shapes.filter(({ look }) => look !== 'cut')
  expect(packetShapes.map(({ look }) => look).toSorted()).toEqual([
    'probe dropped',
    'reset dropped',
    'retransmission',
    'syn dropped',
    'unreachable dropped',
  ])
  expect(new Set(packetShapes.map(({ at }) => at.d)).size).toBe(5)
})
