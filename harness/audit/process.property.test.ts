import fc from 'fast-check'
import { expect, test } from 'vitest'
import { damagedText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses } from '../kit/fixtures/fuzz.ts'
import { processIn } from './process.ts'

const id = fc.integer({ min: 1, max: 4_194_304 })
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 15 }),
  fc.constantFrom(') S 1 1', '((', 'a b', '\u{1b}[31mred', '\n', ''),
)
const files = fc
  .record({
    pid: id,
    parent: fc.nat({ max: 4_194_304 }),
    uid: fc.nat({ max: 65_535 }),
    startedAt: fc.nat(),
    name,
    program: name,
  })
  .map(({ pid, parent, uid, startedAt, name: own, program }) => ({
    pid,
    parent,
    uid,
    startedAt,
    stat: `${pid} (${own}) S ${parent} ${pid} ${pid} 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 ${startedAt} 9 9\n`,
    status: `Name:\t${own.replaceAll('\n', '\\n')}\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t${pid}\nPid:\t${pid}\nPPid:\t${parent}\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`,
    cmdline: `${program}\0--password\0secret\0`,
  }))

test('a process is read out of its files, whatever it calls itself, and its name steers no terminal and tells no argument', () => {
  holds(files, ({ pid, parent, uid, startedAt, ...texts }) => {
    const found = processIn(pid, texts)
    expect(found).toMatchObject({ pid, parent, uid, startedAt })
    expect(found.name).not.toMatch(/\p{Cc}|secret/u)
  })
})

test('files that are damaged tell of a process, or of none', () => {
  const texts = files.chain(({ pid, stat, status, cmdline }) =>
    fc.record({
      pid: fc.constant(pid),
      stat: damagedText(fc.constant(stat)),
      status: fc.oneof(fc.constant(status), damagedText(fc.constant(status))),
      cmdline: fc.constant(cmdline),
    }),
  )
  onlyRefuses(texts, ({ pid, ...read }) => processIn(pid, read))
})
