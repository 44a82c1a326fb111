// Method: programs say what they like. JSON lines that are nearly right, and text that is none, must become a sighting or nothing.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedJson, type Json } from '../kit/fixtures/changed-json.ts'
import { anyText, damagedText } from '../kit/fixtures/damaged.ts'
import { holds } from '../kit/fixtures/fuzz.ts'
import type { EventKind, Sighting } from './observation.ts'
import { readLine } from './reading.ts'

const kinds: Readonly<Record<string, EventKind>> = {
  connected: 'traffic',
  traffic: 'traffic',
  lost: 'lost',
  closed: 'closed',
  reset: 'reset',
  recovered: 'recovered',
  stale: 'stale-answer',
}
const short = fc.string({ unit: 'binary', maxLength: 30 })
const said = fc.record(
  { halfopen: fc.constantFrom(...Object.keys(kinds)), code: short, detail: short, answers: fc.nat(), forMs: fc.nat() },
  { requiredKeys: ['halfopen'] },
)
const line = said.map(value => JSON.stringify(value))
const silent = { says: {} }

/** What every sighting is, whatever was said. */
function expectSound(seen: Sighting | undefined): void {
  if (!seen) return
  expect([...Object.values(kinds)]).toContain(seen.kind)
  expect(typeof seen.detail).toBe('string')
  if (seen.code !== undefined) expect(typeof seen.code).toBe('string')
  const { answers = 0, forMs = 0 } = seen.stale ?? {}
  expect(Number.isInteger(answers) && answers >= 0 && Number.isFinite(forMs) && forMs >= 0).toBe(true)
}

test('what a program says in a JSON line is read as it was meant', () => {
  holds(said, ({ halfopen, code, detail, answers, forMs }) => {
    expect(readLine(silent, JSON.stringify({ halfopen, code, detail, answers, forMs }))).toEqual({
      kind: kinds[halfopen],
      detail: detail ?? halfopen,
      ...(code === undefined ? {} : { code }),
      ...(answers === undefined ? {} : { stale: { answers, ...(forMs === undefined ? {} : { forMs }) } }),
    })
  })
})

test('a JSON line that is damaged means something sound, or nothing', () => {
  holds(damagedText(line), text => expectSound(readLine(silent, text)))
})

test('a JSON line in which values were changed means something sound, or nothing', () => {
  const changed = changedJson(line.map((text): Json => JSON.parse(text)))
  holds(changed, value => expectSound(readLine(silent, JSON.stringify(value))))
})

test('any line means what its pattern says, and its figures are numbers or left out', () => {
  const figures = fc.oneof(
    fc.nat().map(String),
    fc.constantFrom('', '4,037', '1.5', '-1', '1e400', 'NaN', '0x10', ',', '９'),
  )
  const says = {
    stale: { source: '^served (?<answers>\\S*) in (?<seconds>\\S*)$', flags: '' },
    lost: { source: 'gone', flags: '' },
  }
  holds(
    fc.oneof(
      anyText,
      fc.tuple(figures, figures).map(([answers, seconds]) => `served ${answers} in ${seconds}`),
    ),
    text => {
      expectSound(readLine({ says }, text))
    },
  )
})
