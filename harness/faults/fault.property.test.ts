// Method: contract.test.ts holds every kind to its promises on faults of the right shape; these come from people and files, in any shape.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedJson, type Json } from '../kit/fixtures/changed-json.ts'
import { anything, damagedText } from '../kit/fixtures/damaged.ts'
import { holds, onlyRefuses, writesWhatItReads } from '../kit/fixtures/fuzz.ts'
import { connectionStates, stateWords } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import type { FaultSpec } from '../model/fault-spec.ts'
import { anyFault } from '../model/fixtures/any-report.ts'
import { kinds } from './all.ts'
import { checkFault } from './check.ts'
import { formatFault, formatFaultSpec, parseFaultSpec } from './spelling.ts'

const examples = Object.values(kinds).flatMap(({ spellings }) =>
  spellings.map(({ name, example }) => (example === undefined ? name : `${name}=${example}`)),
)
const states = fc.constantFrom('', ...connectionStates.map(state => `/${stateWords[state]}`))
const spelling = fc.tuple(fc.constantFrom(...examples), states).map(([text, state]) => text + state)

test('a spelling that is read is written so that it is read as the same', () => {
  const equal = (a: FaultSpec, b: FaultSpec) => expect(a).toEqual(b)
  writesWhatItReads(
    damagedText(spelling),
    { read: parseFaultSpec, write: formatFaultSpec, equal },
    {
      examples: [
        'blip=1.5s',
        'blip=0.001s',
        'loss=0.0000001%',
        'reboot=0.5min',
        'slow=99999999999999999999999s',
        'idle-firewall=1min',
      ],
    },
  )
})

test('a fault of any shape that the schema allows is taken, and shown as one line', () => {
  holds(anyFault(), fault => {
    expect(checkFault(fault)).toBe(fault)
    expect(formatFault(fault)).toMatch(/^[^\n]+$/)
  })
})

test('a fault in which values were changed is refused, or one that can be shown', () => {
  const changed = changedJson(anyFault().map((fault): Json => JSON.parse(JSON.stringify(fault))))
  onlyRefuses(changed, value => formatFault(checkFault(value)))
})

test('anything else is refused', () => {
  const nearly = fc
    .tuple(anyFault(), fc.string(), anything)
    .map(([fault, name, value]): unknown => ({ ...fault, [name]: value }))
  const kind = anything.map(value => ({ kind: value }))
  onlyRefuses(fc.oneof(anything, nearly, kind), given => formatFault(checkFault(given) as Fault), {
    examples: [Object.create(null), { kind: Object.create(null) }, { kind: 'power-off', host: 1n }, Symbol('none')],
  })
})
