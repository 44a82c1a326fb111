// Method: the points of both pictures by hand. What is in doubt, was never noticed or lost nothing must not become a point that looks measured.
import { expect, test } from 'vitest'
import { exactTime, frontLines, type PlotsView, pointsOf } from './plots.ts'

const view: PlotsView = {
  watchMs: 10_800_000,
  faults: ['power-off', 'takeover'],
  settings: [
    {
      name: 'quick',
      times: [{ ms: 1_000 }, { ms: 1_500.25 }],
      alarms: { mistakes: 2, soaks: 4 },
      packetsPerHour: 3_600,
    },
    { name: 'steady', times: [{ ms: 30_000 }, { ms: 20_000 }], alarms: { mistakes: 0, soaks: 4 }, packetsPerHour: 100 },
    { name: 'poor', times: [{ ms: 40_000 }, { ms: 1_000 }], alarms: { mistakes: 1, soaks: 4 }, packetsPerHour: 100 },
    { name: 'off', times: [{ beyondMs: 10_800_000 }, { ms: 5 }], alarms: { mistakes: 0, soaks: 4 }, packetsPerHour: 0 },
    { name: 'doubted', times: [{ ms: 1 }, 'unknown'], alarms: { mistakes: 0, soaks: 4 }, packetsPerHour: 1 },
    { name: 'alive', times: ['survives', 'survives'], alarms: { mistakes: 0, soaks: 4 } },
    { name: 'unsoaked', times: [{ ms: 50_000 }, { ms: 1 }] },
  ],
}

test('each setting has its slowest time, and is dominated by who is as good in both and better in one', () => {
  const { points, left } = pointsOf(view, 'alarms')
  expect(points.map(({ number, time, value, dominatedBy }) => [number, exactTime(time), value, dominatedBy])).toEqual([
    [1, '1,500.250 ms', 0.5, undefined],
    [2, '30,000.000 ms', 0, undefined],
    [3, '40,000.000 ms', 0.25, 2],
    [4, 'not within 3 h', 0, 2],
  ])
  expect(left).toEqual([
    '5 doubted: its time is in doubt',
    '6 alive: nothing was lost',
    '7 unsoaked: not measured while its peer lived',
  ])
})

test('under one fault only that decides', () => {
  const { points } = pointsOf(view, 'traffic', 1)
  expect(points.map(({ number, dominatedBy }) => [number, dominatedBy])).toEqual([
    [1, 3],
    [2, 3],
    [3, 4],
    [4, undefined],
  ])
})

test('words say who is on the front, who is dominated by whom, and who is not drawn', () => {
  expect(frontLines(pointsOf(view, 'alarms'), 'alarms')).toMatchInlineSnapshot(`
    [
      "On the front: 1 quick; 2 steady. No other is as quick with as few false alarms.",
      "Dominated: 3 poor by 2; 4 off by 2. That one is as quick with as few false alarms, and better in one of both.",
      "Not drawn: 5 doubted: its time is in doubt; 6 alive: nothing was lost; 7 unsoaked: not measured while its peer lived.",
    ]
  `)
})
