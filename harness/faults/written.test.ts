// Method: each call that is advised is made, and has to be the very fault of its short name: an advice that makes another one would be worse than none.
import { expect, test } from 'vitest'
import * as entry from '../entry/faults.ts'
import type { Fault } from '../model/fault.ts'
import { kinds } from './all.ts'
import { blackHole } from './black-hole.ts'
import { cpuStarvation } from './cpu-starvation.ts'
import { dnsBlackHole } from './dns-black-hole.ts'
import { frozenPeer } from './frozen-peer.ts'
import { moveName } from './name-move.ts'
import { noFault } from './none.ts'
import { powerOff } from './power-off.ts'
import { slow } from './slow.ts'
import { formatFault, parseFaultSpec } from './spelling.ts'
import { suspend } from './suspend.ts'
import { written, writtenInstead } from './written.ts'

const halfopen = { blackHole, cpuStarvation, dnsBlackHole, frozenPeer, moveName, noFault, powerOff, slow, suspend }
const spellings = Object.values(kinds).flatMap(({ spellings: own }) =>
  own.map(({ name, example }) => ({ name, example })),
)

test.for([...written])('%s is made by %s', ([name, call]) => {
  const example = spellings.find(one => one.name === name)?.example
  const make = new Function(...Object.keys(halfopen), `return ${call}`)
  const fault: Fault = make(...Object.values(halfopen))
  const spelling = example === undefined ? name : `${name}=${example}`
  expect(formatFault(fault)).toBe(spelling)
  expect(parseFaultSpec(spelling).fault).toEqual(fault)
})

test('each short name is that of a function, or is told how it is written', () => {
  const names = spellings.map(({ name }) => name)
  const asFunction = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  expect(names.filter(name => !written.has(name) && !(asFunction(name) in entry))).toEqual([])
  expect([...written.keys()].filter(name => asFunction(name) in entry)).toEqual([])
})

test('a call by a short name is told how it is written, and any other mistake is not', () => {
  expect(writtenInstead('reboot is not a function')).toBe(
    "The fault reboot is written powerOff('server', { backAfter: '30s' })",
  )
  expect(writtenInstead('(0 , __vi_import_0__.dnsBlip) is not a function')).toContain("dnsBlackHole({ for: '30s' })")
  expect(writtenInstead('powerOff is not a function')).toBeUndefined()
  expect(writtenInstead('reboot failed')).toBeUndefined()
})
