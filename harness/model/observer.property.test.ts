import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText, damagedText } from '../kit/fixtures/damaged.ts'
import { holds } from '../kit/fixtures/fuzz.ts'
import { appOf, hostOf, isApp, isKernel, kernelOf, readObserver, wireOf } from './observer.ts'

/** Names that a host may have, those that look like something else among them. */
const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-zA-Z0-9_-]{0,10}(#[1-9][0-9]?)?$/),
  fc.constantFrom('app', 'a-app', 'x-kernel', 'app-app', 'wire-app', 'wires', 'kernel'),
)

test('a host is read out of the name of its program and of its kernel, whatever it is called', () => {
  holds(name, host => {
    expect(readObserver(appOf(host))).toEqual({ level: 'app', host })
    expect(readObserver(kernelOf(host))).toEqual({ level: 'kernel', host })
    expect([hostOf(appOf(host)), hostOf(kernelOf(host))]).toEqual([host, host])
    expect([isApp(appOf(host)), isApp(kernelOf(host)), isKernel(kernelOf(host)), isKernel(appOf(host))]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})

test('a path is read out of the name of its wire', () => {
  holds(fc.tuple(name, name), ([from, to]) => {
    expect(readObserver(wireOf({ from, to }))).toEqual({ level: 'wire', path: { from, to } })
    expect(hostOf(wireOf({ from, to }))).toBeUndefined()
  })
})

test('the programs and kernels of different hosts have different names', () => {
  holds(fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), hosts => {
    const names = hosts.flatMap(host => [appOf(host), kernelOf(host), ...hosts.map(to => wireOf({ from: host, to }))])
    expect(new Set(names).size).toBe(names.length)
  })
})

test('any other text is no observer, or is written as it was read', () => {
  holds(
    fc.oneof(
      anyText,
      damagedText(name.map(appOf)),
      damagedText(fc.tuple(name, name).map(([from, to]) => wireOf({ from, to }))),
    ),
    text => {
      const read = readObserver(text)
      if (!read) return
      const again =
        read.level === 'wire' ? wireOf(read.path) : read.level === 'app' ? appOf(read.host) : kernelOf(read.host)
      expect(again).toBe(text)
    },
  )
})
