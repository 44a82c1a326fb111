import fc from 'fast-check'
import { expect, test } from 'vitest'
import { damagedText } from './fixtures/damaged.ts'
import { holds } from './fixtures/fuzz.ts'
import { fromPs, fromStat } from './processes.ts'

const pid = fc.integer({ min: 1, max: 4_194_304 })
const process = fc.record({
  pid,
  parent: fc.nat({ max: 4_194_304 }),
  group: pid,
  state: fc.constantFrom('R', 'S', 'D', 'T', 'Z', 't', 'I'),
})
type Process = typeof process extends fc.Arbitrary<infer P> ? P : never
/** A program calls itself what it likes, up to 15 bytes. */
const name = fc.oneof(
  fc.string({ unit: 'binary-ascii', maxLength: 15 }),
  fc.constantFrom(') S 1 1 1 ', '((', '))', 'a\nb', ') T', ''),
)

const statLine = ({ pid: id, state, parent, group }: Process, own: string) =>
  `${id} (${own}) ${state} ${parent} ${group} ${group} 0 -1 4194560 0 0\n`

test('a process is read out of its stat file, whatever it calls itself', () => {
  holds(fc.tuple(process, name), ([one, own]) => expect(fromStat(statLine(one, own))).toEqual(one))
})

test('processes are read out of what ps lists, however it sets its columns', () => {
  const row = fc.tuple(process, fc.nat({ max: 6 }), fc.constantFrom('', 's', '+', 's+', 'l<'))
  holds(fc.array(row, { maxLength: 6 }), rows => {
    const text = rows
      .map(
        ([one, width, flags]) =>
          `${[one.pid, one.parent, one.group].map(id => String(id).padStart(width)).join(' ')} ${one.state}${flags}\n`,
      )
      .join('')
    expect(fromPs(text)).toEqual(rows.map(([one]) => one))
  })
})

test('what is damaged tells of numbers and a letter, or of nothing', () => {
  const listed = process.map(one => `${one.pid} ${one.parent} ${one.group} ${one.state}\n`)
  const texts = fc.oneof(
    damagedText(fc.tuple(process, name).map(([one, own]) => statLine(one, own))),
    damagedText(listed),
  )
  holds(texts, text => {
    for (const one of [fromStat(text), ...fromPs(text)])
      if (one)
        expect(one).toEqual({
          pid: expect.any(Number),
          parent: expect.any(Number),
          group: expect.any(Number),
          state: expect.stringMatching(/^\w$/),
        })
  })
})
