import { expect, test } from 'vitest'
import { sampleSystem } from './fixtures/sample-system.ts'
import { seenLines } from './seen.ts'

const look = { colour: false, columns: 100 }
const from = { laterThanMs: Number.NEGATIVE_INFINITY }

test('a healing is told once, by what is over then; another step by itself', () => {
  const lines = seenLines(sampleSystem(), from, look)
  expect(lines.filter(line => /heal/.test(line))).toEqual([])
  expect(lines.filter(line => / over /.test(line))).toEqual([
    ' +2.0 s   over         black-hole (toward db, between pool and db)',
  ])
  expect(lines.filter(line => / step /.test(line))).toHaveLength(1)
})

test('what comes later than told is told, and nothing twice', () => {
  const run = sampleSystem()
  const all = seenLines(run, from, look)
  expect(seenLines(run, { ...from, before: run }, look)).toEqual([])
  const later = seenLines(run, { laterThanMs: 2_000 }, look)
  expect(later.length).toBeLessThan(all.length)
  expect(later.map(line => line.trim().replace(/ +/g, ' '))).toContain('+2.99 s app-app recovered: db back')
})
