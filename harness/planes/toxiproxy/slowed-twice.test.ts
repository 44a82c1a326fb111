// What one switch does cannot be wanted twice: of the claim before it runs, and of a script as it goes along.
import { expect, test } from 'vitest'
import type { Fault } from '../../model/fault.ts'
import type { Action } from '../../model/step.ts'
import { clientHost, echoClient, serverHost } from '../fixtures/echo.ts'
import { takeWays } from './slowed-twice.ts'
import { unsupported } from './unsupported.ts'
import { leadingTo } from './ways.ts'

const hosts = [serverHost(undefined, 'a'), serverHost(undefined, 'b'), clientHost(echoClient({}, 'a', 'b'), 'app')]
const both: Fault = { kind: 'slow', delayMs: 500, toward: 'both' }
const to = (toward: string): Fault => ({ kind: 'slow', delayMs: 600, toward })
const on = (host: string): Fault => ({ ...both, between: ['app', host] })

test('two that slow the same way of a path cannot stand at once, and others can', () => {
  const claim = (...all: readonly (readonly [number, Action])[]) =>
    unsupported({ hosts, steps: all.map(([atMs, does]) => ({ atMs, does })) })
  const refused = /^step 1 would put itself in the place of step 0: a way has one slow at a time/
  expect(claim([0, both], [1_000, both])).toMatch(refused)
  expect(claim([0, both], [1_000, to('a')])).toMatch(refused)
  expect(claim([0, to('app')], [1_000, on('b')])).toMatch(refused)
  expect(claim([0, to('a')], [1_000, to('app')])).toBeUndefined()
  expect(claim([0, on('a')], [1_000, on('b')])).toBeUndefined()
  expect(claim([0, { ...both, forMs: 900 }], [1_000, both])).toBeUndefined()
  expect(claim([0, both], [900, { kind: 'heal', step: 0 }], [1_000, both])).toBeUndefined()
})

test('one is refused while another has its way, and taken when that is healed', () => {
  const paths = ['a', 'b'].map(host => ({ from: 'app', to: host }))
  const first = takeWays(paths, leadingTo('a'))
  const _other = takeWays(paths, leadingTo('app'))
  expect(() => takeWays(paths, leadingTo('both'))).toThrow(/a slow that is in force.*\[E_CANNOT_INJECT\]$/)
  first[Symbol.dispose]()
  expect(() => takeWays(paths, leadingTo('a'))).not.toThrow()
  expect(() => takeWays([{ from: 'app', to: 'a' }], leadingTo('a'))).not.toThrow()
})
