// Method: each call that is advised is made, and has to be the very fault of its short name: an advice that makes another one would be worse than none.
import { expect, test } from 'vitest'
import type { Fault } from '../model/fault.ts'
import { kinds } from './all.ts'
import { blackHole } from './black-hole.ts'
import { dnsBlackHole } from './dns-black-hole.ts'
import { frozenPeer } from './frozen-peer.ts'
import { powerOff } from './power-off.ts'
import { slow } from './slow.ts'
import { formatFault, parseFaultSpec } from './spelling.ts'
import { suspend } from './suspend.ts'
import { written, writtenInstead } from './written.ts'

const halfopen = { blackHole, dnsBlackHole, frozenPeer, powerOff, slow, suspend }
const spellings = Object.values(kinds).flatMap(({ spellings: own }) =>
  own.map(({ name, example }) => ({ name, example })),
)

test.for([...written])('%s is made by %s', ([name, call]) => {
  const example = spellings.find(one => one.name === name)?.example
  const make = new Function(...Object.keys(halfopen), `return ${call}`)
  const fault: Fault = make(...Object.values(halfopen))
  expect(formatFault(fault)).toBe(`${name}=${example}`)
  expect(parseFaultSpec(`${name}=${example}`).fault).toEqual(fault)
})

test('a call by a short name is told how it is written, and any other mistake is not', () => {
  expect(writtenInstead('reboot is not a function')).toBe(
    "The fault reboot is written powerOff('server', { backAfter: '30s' })",
  )
  expect(writtenInstead('(0 , __vi_import_0__.dnsBlip) is not a function')).toContain("dnsBlackHole({ for: '30s' })")
  expect(writtenInstead('powerOff is not a function')).toBeUndefined()
  expect(writtenInstead('reboot failed')).toBeUndefined()
})
