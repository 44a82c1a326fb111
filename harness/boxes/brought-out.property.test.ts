// Method: what a box leaves may be cut short at any byte, because the box may end while it writes. Half of it must never be taken for the whole.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleReport } from '../../reports/fixtures/sample-report.ts'
import { changedJson, type Json } from '../kit/fixtures/changed-json.ts'
import { anyText, damagedText } from '../kit/fixtures/damaged.ts'
import { holds } from '../kit/fixtures/fuzz.ts'
import { whyItDied } from './guest/console.ts'
import { statusIn } from './guest/status.ts'
import { pcapName } from './keep.ts'
import { noRecord, recordsIn } from './record-in-box.ts'
import { sandbox } from './sandbox.ts'

const status = fc.record({
  end: fc.constantFrom('exit', 'signal', 'limit', 'init'),
  code: fc.nat({ max: 255 }),
  uptimeS: fc.nat(),
  spinNs: fc.nat(),
})
const written = status.map(value => `${JSON.stringify(value)}\n`)

test("a guest's last word is read as it was written, and half of it is none", () => {
  holds(fc.tuple(status, fc.nat({ max: 20 })), ([value, missing]) => {
    const text = `${JSON.stringify(value)}\n`
    expect(statusIn(text)).toEqual(value)
    expect(statusIn(text.slice(0, -1 - missing))).toBeUndefined()
  })
})

test("a guest's last word that is damaged is one all the same, or none", () => {
  const changed = changedJson(written.map((text): Json => JSON.parse(text))).map(value => `${JSON.stringify(value)}\n`)
  holds(fc.oneof(damagedText(written), changed), text => {
    const read = statusIn(text)
    if (read)
      expect(read).toEqual({
        end: expect.stringMatching(/^(exit|signal|limit|init)$/),
        code: expect.any(Number),
        uptimeS: expect.any(Number),
        spinNs: expect.any(Number),
      })
  })
})

test('the death of a guest has a reason and what mends it, whatever its kernel said', () => {
  const said = fc.array(
    fc.oneof(anyText, fc.constantFrom('setup_physmem', 'Bus error', 'ptrace: Operation not permitted')),
  )
  holds(said, lines => {
    const { reason, fix } = whyItDied(lines)
    expect([reason, fix].every(words => words.length > 10)).toBe(true)
  })
})

const records = JSON.stringify(sampleReport().runs.slice(0, 2))

test('records that were cut short, or are of other scripts, are none', () => {
  expect(recordsIn(records, 2)).toEqual(JSON.parse(records))
  holds(fc.nat({ max: records.length - 1 }), kept => expect(() => recordsIn(records.slice(0, kept), 2)).toThrow())
  holds(fc.integer({ min: 0, max: 9 }), scripts => {
    if (scripts !== 2) expect(() => recordsIn(records, scripts)).toThrow('what it wrote are no records')
  })
})

test('where there are no records the error has the last words of the box, whatever they are', () => {
  holds(fc.array(anyText, { maxLength: 12 }), words => {
    expect(noRecord(sandbox, words).message).toMatch(
      /^Cannot bring a record out of the sandbox: it wrote none; [\s\S]* \[E_BOX\]$/,
    )
  })
})

test('each scenario has a capture of its own, by a name that is no path', () => {
  const id = fc
    .array(fc.constantFrom('a', 'b', '.', '/', '~', '/.', './'), { minLength: 1, maxLength: 6 })
    .map(parts => parts.join(''))
  const other = fc
    .tuple(id, fc.constantFrom('/', '.', '~'), fc.constantFrom('/', '.', '~'))
    .map(([text, from, to]) => [text, text.replace(from, to)] as const)
  holds(fc.oneof(other, fc.tuple(id, id)), ([a, b]) => {
    const [one, two] = [pcapName(a, 'real'), pcapName(b, 'real')]
    expect(one === two).toBe(a === b)
    expect(one).not.toContain('/')
  })
})
