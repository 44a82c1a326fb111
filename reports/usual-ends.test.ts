// Method: a server's kernel that sees a client close after each request, every 100 ms, and one real loss of the program, in each report that draws losses.
import { expect, test } from 'vitest'
import { noticedAfter } from '../harness/lab/noticed.ts'
import type { Observation } from '../harness/model/observation.ts'
import type { Run } from '../harness/model/report.ts'
import { sampleReport } from './fixtures/sample-report.ts'
import { runView } from './html/run-view.ts'
import { seenLines } from './seen.ts'
import { timeline } from './terminal/timeline.ts'

function closing(from = 0): Run {
  const run = sampleReport().runs.find(({ verdict, steps }) => verdict.status === 'fail' && steps.length > 0)
  if (!run) throw new Error('the fixture has a failure')
  const count = Math.ceil(run.endedAtMs / 100)
  const kernel = Array.from({ length: count - from }, (_, i) => (from + i) * 100).flatMap(
    (atMs): readonly Observation[] => [
      { atMs, by: 'server-kernel', kind: 'traffic', detail: 'up', connection: atMs },
      {
        atMs: atMs + 5,
        by: 'server-kernel',
        kind: 'closed',
        detail: 'its peer closed the connection',
        connection: atMs,
      },
    ],
  )
  const lost: Observation = { atMs: 2_500, by: 'client-app', kind: 'lost', detail: 'gone' }
  return { ...run, observations: [...kernel, lost].toSorted((a, b) => a.atMs - b.atMs) }
}

test('the close after each request is drawn nowhere as a loss, is no news in the lab, and stands in the log', () => {
  const run = closing()
  const look = { colour: false, columns: 120 }
  const picture = timeline(run, look).join('\n')
  expect(picture).not.toContain('server kernel')
  expect(picture.match(/✗/g), 'the loss, and the legend').toHaveLength(2)
  expect(seenLines(run, { laterThanMs: Number.NEGATIVE_INFINITY }, look).join('\n')).not.toContain('closed')
  expect(noticedAfter(run, Number.NEGATIVE_INFINITY).map(({ kind }) => kind)).toEqual(['lost'])
  const log = runView(run, 'id', { name: 'halfopen', version: '0' }).details?.log
  expect(log?.signs.map(({ label }) => label)).toEqual(['lost'])
  expect(log?.kinds).toContain('closed, as always')
})

test('where nothing like it was seen before the fault, it is one', () => {
  const picture = timeline(closing(10), { colour: false, columns: 120 }).join('\n')
  expect(picture).toMatch(/server kernel .*✗/)
})
