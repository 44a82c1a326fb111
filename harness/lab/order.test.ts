import { expect, test } from 'vitest'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { powerOff } from '../faults/power-off.ts'
import { completions, type Known, parseOrder, stepNames } from './order.ts'

const known: Known = {
  hosts: [
    { name: 'db', listens: true, connectsTo: [] },
    { name: 'app', listens: false, connectsTo: ['db'] },
  ],
  names: ['db.test'],
  taken: [powerOff('db'), { kind: 'heal', step: 0 }, frozenPeer('db'), powerOff('app')],
  clock: 'virtual',
}

test.for([
  ['', undefined],
  ['   # a comment', undefined],
  ['skip 2h', { kind: 'pass', ms: 7_200_000 }],
  ['wait 1.5s # and look', { kind: 'pass', ms: 1_500 }],
  ['power-off db', { kind: 'take', does: { kind: 'power-off', host: 'db' } }],
  ['heal', { kind: 'take', does: { kind: 'heal', step: 3 } }],
  ['heal 2', { kind: 'take', does: { kind: 'heal', step: 2 } }],
  ['heal freeze', { kind: 'take', does: { kind: 'heal', step: 2 } }],
  [
    'run db sh -x promote.sh',
    { kind: 'take', does: { kind: 'run', on: 'db', command: { file: 'sh', args: ['-x', 'promote.sh'] } } },
  ],
  ['save a/b.scenario.ts', { kind: 'save', file: 'a/b.scenario.ts' }],
  ['exit', { kind: 'quit' }],
] as const)('"%s"', ([line, order]) => {
  expect(parseOrder(line, known)).toEqual(order)
})

test.for([
  ['powr-off db', 'there is no such step, got "powr-off". There are skip, next, heal,', 'Did you mean "power-off"?'],
  ['power-off dbb', 'There are the hosts db, app. Did you mean "db"?', '[E_STEP]'],
  ['skip 2', 'skip takes a length of time of up to 20 days, got "2". Write skip 30s', ''],
  ['skip 21d', 'up to 20 days', ''],
  ['heal 0', 'no such fault stands, got "0". Write heal 3: there stand 2 (frozen-peer), 3 (power-off)', ''],
  ['run dbb ls', 'run needs a host and a command', 'There are the hosts db, app'],
  ['run db echo {prot}', 'E_COMMAND', ''],
  ['save here.txt', 'Write save here.scenario.ts', ''],
] as const)('"%s" is refused with what there is', ([line, ...words]) => {
  for (const word of words) expect(() => parseOrder(line, known)).toThrow(word)
})

test('without a fault there is nothing to be healed', () => {
  expect(() => parseOrder('heal', { ...known, taken: [] })).toThrow('there is no fault to be healed')
})

test('a word is completed from the steps, and behind one from the hosts and names', () => {
  expect(completions('po', known)).toEqual(['power-off'])
  expect(completions('power-off ', known)).toEqual(['db', 'app', 'db.test'])
  expect(completions('black-hole app d', known)).toEqual(['db', 'db.test'])
  expect(completions('', known)).toEqual(stepNames('virtual'))
})

test('real time cannot be skipped nor taken back: it is waited for', () => {
  const real: Known = { ...known, clock: 'real' }
  expect(() => parseOrder('skip 2h', real)).toThrow(
    'Cannot take the step: time is real, and passes by itself, got "skip 2h". Write wait 2h to wait so long, or begin anew with --clock virtual [E_STEP]',
  )
  expect(parseOrder('wait 2h', real)).toEqual({ kind: 'pass', ms: 7_200_000 })
  expect(stepNames('real').slice(0, 2)).toEqual(['wait', 'next'])
  expect(completions('un', real)).toEqual([])
  expect(completions('un', known)).toEqual(['undo'])
})
