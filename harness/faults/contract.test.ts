// Method: what every kind has to keep, tried on thousands of faults that are made from the schema; a kind that is added is tried as well.
// A spelling that loses a field, a host that is silenced but not named, an effect that forgets a path: each would fail here.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { messageOf } from '../kit/errors.ts'
import { clientStates } from '../model/connection-state.ts'
import type { Fault } from '../model/fault.ts'
import {
  effectOf,
  healsAfterMs,
  hostsOf,
  inForceWithinMs,
  isEpisode,
  kindOf,
  kinds,
  peerLives,
  silences,
  takesOf,
} from './all.ts'
import { checkFault } from './check.ts'
import { anyFaults } from './fixtures/any-fault.ts'
import { sameFault } from './same-fault.ts'
import { formatFault, formatFaultSpec, parseFaultSpec } from './spelling.ts'

const byKind = Map.groupBy(anyFaults(200), ({ kind }) => kind)
const few = anyFaults(7)
const nobody = { from: 'x', to: 'y' }

test('there are faults of every kind to try', () => {
  expect([...byKind.keys()].toSorted()).toEqual(Object.keys(kinds).toSorted())
})

test('what each kind takes stands in the table of README.md', () => {
  const readme = readFileSync(`${import.meta.dirname}/README.md`, 'utf8')
  const rows = [...readme.matchAll(/^\| `(\w+)` \|.*\| ([^|]+) \|$/gm)]
  const told = rows.flatMap(([, takes, names = '']) => names.split(', ').map(kind => [kind, takes]))
  const taken = [...byKind].flatMap(([kind, faults]) => [...new Set(faults.map(takesOf))].map(takes => [kind, takes]))
  expect(told.map(String).toSorted()).toEqual(taken.map(String).toSorted())
})

describe.each([...byKind])('%s', (_kind, faults) => {
  const examples = kindOf(faults[0] ?? never()).spellings.map(({ name, example }) =>
    example === undefined ? name : `${name}=${example}`,
  )

  test('is written as it is read, wherever it has a spelling, in every state', () => {
    const made = [...faults, ...examples.map(text => parseFaultSpec(text).fault)]
    const spelt = made.filter(fault => !formatFault(fault).includes('{'))
    expect(spelt.length).toBeGreaterThan(0)
    for (const fault of spelt) {
      for (const state of clientStates)
        expect(parseFaultSpec(formatFaultSpec({ fault, state }))).toEqual({ fault, state })
      expect(parseFaultSpec(formatFault(fault))).toEqual({ fault })
    }
  })

  test('is shown with all its fields where it has no spelling', () => {
    for (const fault of faults.filter(one => formatFault(one).includes('{'))) {
      const { kind, ...fields } = fault
      expect(formatFault(fault)).toBe(`${kind}${JSON.stringify(fields)}`)
    }
  })

  test('reads its examples, and refuses what follows none of them', () => {
    for (const text of examples) {
      const [name = ''] = text.split('=')
      expect(formatFault(checkFault(parseFaultSpec(text).fault)).startsWith(name)).toBe(true)
      expect(refusalOf(() => parseFaultSpec(`${name}=?`))).toMatch(/\[E_(FAULT_SPEC|MIDDLEBOX)\]$/)
    }
  })

  test('is refused with a misspelt field', () => {
    for (const fault of faults) {
      const [field = 'kind'] = Object.keys(fault).slice(-1)
      const misspelt = { ...fault, [`${field}x`]: 1 }
      expect(refusalOf(() => checkFault(misspelt))).toContain(`unknown field, got "${field}x"`)
    }
  })

  test('takes no number for a time but its own durations', () => {
    for (const fault of faults) {
      const times = Object.entries(fault).flatMap(([name, value]) => (name.endsWith('Ms') ? [value] : []))
      expect([undefined, ...times]).toContain(healsAfterMs(fault))
      expect([0, ...times.map(ms => 2 * Number(ms))]).toContain(inForceWithinMs(fault))
    }
  })

  test('silences nobody whom it does not name', () => {
    for (const fault of faults) for (const { host } of silences(fault)) expect(hostsOf(fault)).toContain(host)
  })

  test('has an effect in every state, and none on a path on which its hosts do not lie', () => {
    for (const fault of faults) {
      for (const state of clientStates) {
        expect(effectOf(fault, { settings: {}, state })).toSatisfy(found => 'why' in found || 'kernel' in found)
        if (hostsOf(fault).length === 0) continue
        const elsewhere = effectOf(fault, { settings: {}, state, path: nobody })
        expect(elsewhere).toMatchObject({ kernel: { untilMs: [0, 0], reply: 'answers' }, reason: expect.any(String) })
      }
    }
  })

  test('is an episode where nobody is dead and it is over by itself, and only there', () => {
    for (const fault of faults) expect(isEpisode(fault)).toBe(peerLives(fault) && healsAfterMs(fault) !== undefined)
  })

  test('is the same as its copy, in whatever order its fields stand, and as no other', () => {
    for (const fault of faults) {
      expect(sameFault(fault, checkFault(Object.fromEntries(Object.entries(fault).toReversed())))).toBe(true)
      const other = few.find(one => one.kind !== fault.kind)
      expect(other && sameFault(fault, other)).toBe(false)
    }
  })
})

function refusalOf(act: () => Fault | object): string {
  try {
    return JSON.stringify(act())
  } catch (thrown) {
    return messageOf(thrown)
  }
}

function never(): never {
  throw new Error('there is no fault of this kind')
}
