// Method: every name is written by the function for it and read back; what differs by one character from a name has to be none.
import { describe, expect, test } from 'vitest'
import { appOf, hostOf, isApp, isKernel, kernelOf, type ReadObserver, readObserver, wireOf } from './observer.ts'
import type { Observer } from './units.ts'

const hosts = ['client', 'server', 'db', 'app#1', 'app#12', 'web-app', 'my-kernel', 'wire-tap', 'a', 'A_1'] as const

const written: readonly (readonly [Observer, ReadObserver])[] = [
  ['wire', { level: 'wire' }],
  [wireOf(), { level: 'wire' }],
  ...hosts.flatMap(host => [
    [appOf(host), { level: 'app', host }] as const,
    [kernelOf(host), { level: 'kernel', host }] as const,
    ...hosts.map(to => [wireOf({ from: host, to }), { level: 'wire', path: { from: host, to } }] as const),
  ]),
]

test.for(written)('%s is read as what it was written from', ([name, read]) => {
  expect(readObserver(name)).toEqual(read)
})

test('no two observers have the same name', () => {
  const names = written.slice(1).map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('a path has a direction, and its name says which', () => {
  expect(wireOf({ from: 'app', to: 'db' })).toBe('wire:app>db')
  expect(wireOf({ from: 'db', to: 'app' })).toBe('wire:db>app')
})

test.for([
  '',
  'client',
  'app',
  '-app',
  '-kernel',
  'client-application',
  'client app',
  'Wire',
  'wire:',
  'wire:a',
  'wire:a>',
  'wire:>b',
])('what is no observer is read as none: "%s"', name => {
  expect(readObserver(name)).toBeUndefined()
})

describe('of an observer it is told', () => {
  test("whose it is, and of the wire that it is nobody's", () => {
    expect((['web-app-app', 'db-kernel', 'wire', 'wire:a>b'] as const).map(hostOf)).toEqual([
      'web-app',
      'db',
      undefined,
      undefined,
    ])
  })

  test('whether it is a kernel or a program, by its end and not by its host', () => {
    const all = ['my-kernel-app', 'web-app-kernel', 'wire', 'wire:a>b-app', 'wire:a>b-kernel'] as const
    expect(all.map(isKernel)).toEqual([false, true, false, false, false])
    expect(all.map(isApp)).toEqual([true, false, false, false, false])
  })
})
