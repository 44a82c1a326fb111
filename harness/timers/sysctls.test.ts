// Method: the list is held against the kernel that the tests run on, which may be newer than it; each that counts against a prediction that it moves.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import { predict } from '../predict/predict.ts'

test.runIf(process.platform === 'linux')('each sysctl of TCP that this kernel has is named, with how it counts', () => {
  const listed = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const own = readdirSync('/proc/sys/net/ipv4').filter(name => name.startsWith('tcp_'))
  expect(own.length).toBeGreaterThan(50)
  expect(own.filter(name => !listed.includes(`\`${name}\``))).toEqual([])
})

function windowWith(sysctls: Readonly<Record<string, number>>, release = '6.18.44'): readonly number[] {
  const kernel = { release, hz: 250 }
  const on = {
    settings: { userTimeoutMs: 5_000 },
    fault: powerOff('server'),
    nextWriteMs: 0,
    clock: 'virtual',
  } as const
  const { window } = predict({ ...on, kernel, sysctls })
  return Array.isArray(window) ? window : []
}

describe('a user timeout of 5 s, which counts from the first timeout,', () => {
  const [usual = 0] = windowWith({})

  test.for<[string, number, number]>([
    ['tcp_rto_min_us', 20_000, 360],
    ['tcp_early_retrans', 0, 200],
    ['tcp_sack', 0, 200],
  ])('runs out sooner with %s %i, by about %i ms', ([name, value, soonerMs]) => {
    const [low = 0] = windowWith({ [`net.ipv4.${name}`]: value })
    expect(Math.abs(usual - low - soonerMs)).toBeLessThan(40)
  })

  test('does not with tcp_rto_min_us before Linux 6.11, which has none', () => {
    const old = windowWith({ 'net.ipv4.tcp_rto_min_us': 20_000 }, '6.6.0')
    expect(old).toEqual(windowWith({}, '6.6.0'))
  })
})

test('of thin streams it is not known whether they are sent again at the same pace: measured 4.617 s with Reno, 6.742 s with BBR', () => {
  const on = { settings: { retries2: 3 }, fault: powerOff('server'), nextWriteMs: 0 } as const
  const thin = { ...on, kernel: { release: '6.18.44', hz: 250 }, sysctls: { 'net.ipv4.tcp_thin_linear_timeouts': 1 } }
  const { window } = predict(thin)
  const [low = 0, high = 0] = Array.isArray(window) ? window : []
  expect(low).toBeGreaterThan(4_400)
  expect(low).toBeLessThan(4_617)
  expect(high).toBeGreaterThan(6_742)
  expect(high).toBeLessThan(7_100)
})
