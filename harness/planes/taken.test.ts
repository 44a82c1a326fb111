import { expect, test } from 'vitest'
import { isTaken, type Taken } from './taken.ts'

const elapsedMs = 6_000
const ran = (ranMs: number, waitedMs = elapsedMs - ranMs, elsewhereMs = 0) => ({ ranMs, waitedMs, elsewhereMs })
const fair: Taken = {
  load: { competitors: 4 },
  elapsedMs,
  loops: Array.from({ length: 4 }, () => ran(1_200)),
  program: ran(1_200),
}

test.each<[string, Partial<Taken>]>([
  ['four loops and a program that computes have a fifth each', {}],
  ['a program that sleeps did not wait', { loops: Array(4).fill(ran(1_500)), program: ran(1, 0) }],
  ['others took half of it from all of them', { loops: Array(4).fill(ran(600)), program: ran(600) }],
  [
    'nice loops have little',
    { load: { competitors: 4, nice: 19 }, loops: Array(4).fill(ran(80)), program: ran(5_600) },
  ],
  ['eight threads wait with them', { loops: Array(4).fill(ran(500)), program: ran(4_000, 44_000) }],
  ['it was started by somebody else', { program: ran(1_100, 4_700, 200) }],
])('that is taken: %s', (_, given) => {
  expect(isTaken({ ...fair, ...given })).toBe(true)
})

test.each<[string, Partial<Taken>]>([
  ['ten milliseconds of waiting are noise', { loops: Array(4).fill(ran(20, 0)), program: ran(5_900, 10) }],
  ['one loop of four stood still', { loops: [...Array(3).fill(ran(1_500)), ran(0, 0)], program: ran(1_500) }],
  ['three loops of four stood still', { loops: [ran(3_000), ...Array(3).fill(ran(0, 0))], program: ran(3_000) }],
  ['the loops ran elsewhere', { loops: Array(4).fill(ran(0, 0, 3_000)), program: ran(5_900) }],
  ['they stood back as nobody asked them to', { loops: Array(4).fill(ran(80)), program: ran(5_600) }],
  ['they only wait', { loops: Array(4).fill(ran(0)), program: ran(0, 0) }],
  ['the program ran elsewhere', { program: ran(0, 0, 6_000) }],
  ['no time has passed', { elapsedMs: 0 }],
])('that is not taken: %s', (_, given) => {
  expect(isTaken({ ...fair, ...given })).toBe(false)
})
